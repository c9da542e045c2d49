package org.jumpscope.data;

import static org.jumpscope.data.MadeFiles.assertSays;
import static org.jumpscope.data.MadeFiles.gzip;
import static org.jumpscope.data.MadeFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jumpscope.dataset.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {
    @TempDir
    private Path folder;

    private CsvFile csv(String text) throws IOException {
        return CsvFile.open(write(folder, "a.csv", text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsColumnsByNameOrNumber() throws IOException {
        CsvFile file = csv("width,\"length, cm\",kind\n1,2.5,0\n-3e2,.5,1\n\n");
        assertEquals(List.of("width", "length, cm", "kind"), file.columns());
        Dataset byName = file.read(List.of("length, cm", "width"), "kind");
        Dataset byNumber = file.read(List.of("2", "1"), "3");
        for (Dataset data : List.of(byName, byNumber)) {
            assertEquals(2, data.size());
            assertEquals(2, data.features());
            assertEquals(2.5, data.value(0, 0));
            assertEquals(-300, data.value(1, 1));
            assertEquals(1, data.label(1));
            assertEquals(List.of("length, cm", "width"), data.featureNames());
        }
        assertEquals(List.of("width", "length, cm"), file.columnsExcept("kind"));
    }

    @Test
    void refusesLinesThatAreWiderThanTheFirst() throws IOException {
        // A decimal comma: the cells after it would be read as those of other columns.
        assertSays(
                () -> csv("size,kind\n1,0\n2,5,1\n").read(List.of("size"), "kind"),
                "a.csv, line 3 has 3 cells and the first line has 2: mend it, or leave it out.");
        assertEquals(
                2, csv("size,kind\n1,0,\n2,1, \n").read(List.of("size"), "kind").size());
    }

    @Test
    void aNameOfTwoColumnsIsNoName() throws IOException {
        CsvFile file = csv("size,size,kind\n1,4,0\n2,5,1\n");
        assertSays(
                () -> file.read(List.of("size"), "kind"),
                "a.csv has the column 'size' as number 1 and as number 2: give the number of the one that is meant.");
        assertEquals(5, file.read(List.of("2"), "kind").value(1, 0));
    }

    @Test
    void labelsThatAreWordsBecomeNumbersInTheOrderOfTheirNames() throws IOException {
        Dataset data = csv("x,kind\n1,versicolor\n2,setosa\n3,versicolor\n").read(List.of("x"), "kind");
        assertEquals(List.of("setosa", "versicolor"), data.classNames());
        assertEquals(List.of(0.0, 1.0), data.distinctLabels());
        assertEquals(1, data.label(0));
    }

    @Test
    void knowsTheCountedHeader() throws IOException {
        CsvFile file = csv("2,2,malignant,benign\n1,2,0\n3,4,1\n");
        assertEquals(List.of("feature_1", "feature_2", "label"), file.columns());
        Dataset data = file.read(List.of("feature_2"), "label");
        assertEquals(List.of("malignant", "benign"), data.classNames());
        assertEquals(4, data.value(1, 0));
        assertSays(
                () -> csv("3,2,malignant,benign\n1,2,0\n3,4,1\n").read(List.of("1"), "label"),
                "promises 3 samples in line 1 and has 2");
    }

    @Test
    void numbersInTheFirstLineMeanNoHeader() throws IOException {
        CsvFile file = csv("1,2\n3,4\n");
        assertEquals(List.of("column_1", "column_2"), file.columns());
        assertEquals(2, file.read(List.of("1"), "column_2").size());
    }

    @Test
    void readsOtherSeparatorsByteOrderMarksAndGzip() throws IOException {
        assertEquals(List.of("a", "b"), csv("a;b\n1;2\n").columns());
        assertEquals(List.of("a", "b"), csv("a\tb\n1\t2\n").columns());
        assertEquals(List.of("a", "b"), csv("\ufeffa,b\n1,2\n").columns());
        byte[] zipped = gzip("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                1,
                CsvFile.open(write(folder, "b.csv", zipped))
                        .read(List.of("a"), "b")
                        .size());
    }

    @Test
    void saysWhereACellIsBad() throws IOException {
        assertSays(() -> csv("x,y\n1,0\n,1\n").read(List.of("x"), "y"), "a.csv, line 3, column 1 (x) is missing");
        assertSays(() -> csv("x,y\n1,0\n2\n").read(List.of("x"), "y"), "line 3, column 2 (y) is missing");
        assertSays(
                () -> csv("x,y\n1,0\n\"two\nlines\",1\n").read(List.of("x"), "y"),
                "line 3, column 1 (x) holds 'two\nlines' where a number is expected");
        for (String value : List.of("NaN", "inf", "-Infinity", "1e999")) {
            assertSays(
                    () -> csv("x,y\n" + value + ",0\n").read(List.of("x"), "y"), "line 2, column 1 (x) holds " + value);
        }
        assertSays(() -> csv("x,y\n1d,0\n").read(List.of("x"), "y"), "holds '1d'");
    }

    @Test
    void saysWhatColumnsThereAre() throws IOException {
        CsvFile file = csv("width,length\n1,2\n");
        assertSays(() -> file.read(List.of("lenght"), "width"), "no column 'lenght'", "did you mean 'length'?");
        assertSays(() -> file.read(List.of("colour"), "width"), "its columns are width, length");
        assertSays(() -> file.read(List.of("0"), "width"), "no column 0: its columns are 1 to 2");
        assertSays(() -> file.read(List.of("3"), "width"), "no column 3");
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        assertSays(() -> csv(""), "is empty");
        assertSays(() -> csv("a,b\n").read(List.of("a"), "b"), "has a header and no samples");
        assertSays(() -> csv("a,\0b\n"), "is not text");
        StringBuilder rows = new StringBuilder("a,b\n");
        for (int i = 0; i < 100_000; i++) {
            rows.append(i * 7919 % 10007).append(',').append(i % 2).append('\n');
        }
        byte[] whole = gzip(rows.toString().getBytes(StandardCharsets.UTF_8));
        Path cut = write(folder, "cut.csv", Arrays.copyOf(whole, whole.length / 2));
        assertSays(() -> CsvFile.open(cut).read(List.of("a"), "b"), "ends early: its compressed data are cut");
    }

    @Test
    void readsTheBreastCancerTable() {
        CsvFile file = CsvFile.open(SharedData.file("tabular/breast_cancer.csv"));
        Dataset data = file.read(file.columnsExcept("label"), "label");
        assertEquals(569, data.size());
        assertEquals(30, data.features());
        assertEquals(List.of("malignant", "benign"), data.classNames());
        long malignant =
                IntStream.range(0, data.size()).filter(i -> data.label(i) == 0).count();
        // The published counts of the two classes (UCI).
        assertEquals(212, malignant);
        assertEquals(17.99, data.value(0, 0));
        assertEquals(0.07039, data.value(568, 29));
    }

    @Test
    void readsTheDigits() {
        CsvFile file = CsvFile.open(SharedData.file("tabular/digits.csv.gz"));
        assertEquals(65, file.columns().size());
        assertEquals(1797, file.read(List.of("3"), "65").size());
    }
}
