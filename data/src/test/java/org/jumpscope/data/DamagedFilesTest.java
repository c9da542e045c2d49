package org.jumpscope.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jumpscope.network.Network;
import org.jumpscope.network.NetworkState;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files of networks and data, 2,000 of each format: read, or refused in a sentence, in little memory and time. */
class DamagedFilesTest {
    @TempDir
    private Path folder;

    private static NetworkState network() {
        Network network = Network.parse("3 4 tanh 2 softmax");
        double[] q = new double[network.trainables()];
        for (int i = 0; i < q.length; i++) {
            q[i] = Math.sin(i);
        }
        return new NetworkState(network, Vector.of(q));
    }

    private static byte[] written(NetworkFile.Form form) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            NetworkFile.write(out, form, network(), Map.of("seed", "1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private void readNetwork(String name, byte[] content) throws IOException {
        NetworkState state = NetworkFile.read(MadeFiles.write(folder, name, content), Optional.empty());
        assertTrue(state.network().trainables() < 1000, state.network().toString());
    }

    @Test
    void safetensors() throws IOException {
        List<byte[]> whole = List.of(
                written(NetworkFile.Form.SAFETENSORS),
                SafetensorsFileTest.resource("types.safetensors"),
                SafetensorsFileTest.resource("sequential.safetensors"));
        int refused = Mutations.refused(whole, 11, content -> {
            Path path = MadeFiles.write(folder, "damaged.safetensors", content);
            SafetensorsFile file = SafetensorsFile.open(path);
            for (String name : file.names()) {
                if (!name.equals("i64")) {
                    file.tensor(name);
                }
            }
            readNetwork("damaged.safetensors", content);
        });
        assertTrue(refused > Mutations.COUNT / 2, refused + " were refused");
    }

    private static byte[] npy(SplittableRandom random) throws IOException {
        NpyArray array = switch (random.nextInt(3)) {
            case 0 -> NpyArray.of(new double[] {1, -2, Math.PI, 1e-300, 0, 5}, 2, 3);
            case 1 -> NpyArray.of(new long[] {1, 2, 3, 4}, 4);
            default -> NpyArray.of(new byte[] {1, 2, 3, -4, 5, 6, 7, 8}, 2, 2, 2);
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        array.write(out);
        return out.toByteArray();
    }

    @Test
    void npy() {
        int refused = Mutations.refused(12, random -> Mutations.mutated(npy(random), npy(random), random), content -> {
            NpyArray array = NpyArray.read(MadeFiles.write(folder, "damaged.npy", content));
            array.toDoubles();
        });
        assertTrue(refused > Mutations.COUNT / 4, refused + " were refused");
    }

    /** An archive whose arrays are damaged under a checksum that is right, or that is damaged itself. */
    private static byte[] npz(SplittableRandom random) throws IOException {
        byte[] whole = written(NetworkFile.Form.NPZ);
        if (random.nextBoolean()) {
            return Mutations.mutated(whole, whole, random);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            Map<String, byte[]> entries = new LinkedHashMap<>();
            for (String name : List.of("0.weight", "0.bias", "2.weight", "2.bias", "network")) {
                entries.put(name, npy(random));
            }
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry header = new ZipEntry(entry.getKey() + ".npy");
                header.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                zip.putNextEntry(header);
                zip.write(Mutations.mutated(entry.getValue(), npy(random), random));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    @Test
    void npz() {
        int refused = Mutations.refused(13, DamagedFilesTest::npz, content -> readNetwork("damaged.npz", content));
        assertTrue(refused > Mutations.COUNT / 2, refused + " were refused");
    }

    @Test
    void idx() throws IOException {
        byte[] images = MadeFiles.idx(new int[] {3, 2, 2}, 0, 255, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        byte[] labels = MadeFiles.idx(new int[] {5}, 0, 1, 2, 1, 9);
        List<byte[]> whole = List.of(images, labels, MadeFiles.gzip(images));
        int refused = Mutations.refused(whole, 14, content -> {
            IdxArray array = IdxReader.read(MadeFiles.write(folder, "damaged-idx", content));
            array.samples(new double[array.size()]);
        });
        assertTrue(refused > Mutations.COUNT / 2, refused + " were refused");
    }

    @Test
    void tables() throws IOException {
        List<byte[]> whole = List.of(
                "a,b,label\n1,2,x\n3.5,-4e3,y\n".getBytes(StandardCharsets.UTF_8),
                "3,2,no,yes\n1,2,0\n3,4,1\n5,6,0\n".getBytes(StandardCharsets.UTF_8),
                "1;2,5;3\n\"4\";5;6\n".getBytes(StandardCharsets.UTF_8),
                MadeFiles.gzip("a,b,label\n1,2,0\n3,4,1\n".getBytes(StandardCharsets.UTF_8)));
        int refused = Mutations.refused(whole, 15, content -> {
            ColumnFile file = ColumnFile.open(MadeFiles.write(folder, "damaged.csv", content));
            file.read(file.columns());
        });
        assertTrue(refused > Mutations.COUNT / 4, refused + " were refused");
    }

    /** A whole file is not refused, and the same seed makes the same files. */
    @Test
    void mutationsAreSeeded() throws IOException {
        readNetwork("whole.npz", written(NetworkFile.Form.NPZ));
        readNetwork("whole.safetensors", written(NetworkFile.Form.SAFETENSORS));
        long[] sums = new long[2];
        for (int i = 0; i < 2; i++) {
            SplittableRandom random = new SplittableRandom(1);
            for (int k = 0; k < 50; k++) {
                for (byte b : npz(random)) {
                    sums[i] = 31 * sums[i] + b;
                }
            }
        }
        assertEquals(sums[0], sums[1]);
    }
}
