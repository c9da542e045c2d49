package org.jumpscope.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jumpscope.numeric.InvalidInputException;

/**
 * The places where data are sought, in this order: the name as it is given, then below {@code --data-dir}, below
 * {@code $JUMPSCOPE_DATA}, below {@code data/}.
 *
 * @param folders the folders in which a relative name is sought, each with what the user calls it
 */
public record DataFolders(List<Folder> folders) {
    /** The environment variable that names a folder of data. */
    public static final String VARIABLE = "JUMPSCOPE_DATA";

    /**
     * A folder of data.
     *
     * @param path the folder
     * @param origin what the user calls it, such as {@code --data-dir}
     */
    public record Folder(Path path, String origin) {}

    /** Keeps a copy of the list. */
    public DataFolders {
        folders = List.copyOf(folders);
    }

    /**
     * The usual places.
     *
     * @param dataDir the folder that {@code --data-dir} names
     * @param environment the environment, normally {@code System.getenv()}
     * @return the places
     */
    public static DataFolders of(Optional<Path> dataDir, Map<String, String> environment) {
        List<Folder> folders = new ArrayList<>();
        dataDir.ifPresent(path -> folders.add(new Folder(path, "--data-dir")));
        String variable = environment.get(VARIABLE);
        if (variable != null && !variable.isBlank()) {
            folders.add(new Folder(Path.of(variable), "$" + VARIABLE));
        }
        folders.add(new Folder(Path.of("data"), "data/"));
        return new DataFolders(folders);
    }

    /**
     * Seeks a file or a folder.
     *
     * @param name its path, absolute or relative to the working folder or to one of the places
     * @return the first that exists, if any does
     * @throws InvalidInputException when the name is not a path at all
     */
    public Optional<Path> seek(String name) {
        Path path = path(name);
        if (Files.exists(path) || Files.isSymbolicLink(path)) {
            return Optional.of(path);
        }
        return folders.stream()
                .map(folder -> folder.path().resolve(path))
                .filter(Files::exists)
                .findFirst();
    }

    /**
     * Finds a file or a folder that has to be there.
     *
     * @param name its path, absolute or relative to the working folder or to one of the places
     * @return the first that exists
     * @throws InvalidInputException when none does, with the places where it was sought
     */
    public Path find(String name) {
        return seek(name).orElseThrow(() -> new InvalidInputException(absence(name)));
    }

    private String absence(String name) {
        String start = "There is no " + name;
        if (path(name).isAbsolute()) {
            return start + ".";
        }
        String places = folders.stream()
                .map(folder -> folder.origin().equals(folder.path() + "/")
                        ? folder.origin()
                        : folder.path() + " (" + folder.origin() + ")")
                .collect(Collectors.joining(", "));
        return start + " in the working folder, nor in " + places
                + ": give its path, or name its folder with --data-dir.";
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new InvalidInputException("'" + name + "' is not a path (" + e.getReason() + ").");
        }
    }
}
