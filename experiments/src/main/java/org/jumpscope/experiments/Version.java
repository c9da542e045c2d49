package org.jumpscope.experiments;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this program, as its build wrote it. */
public final class Version {
    private static final String RESOURCE = "version.properties";

    private Version() {}

    /**
     * The version, such as {@code 0.1.0}.
     *
     * @return the version of the build
     */
    public static String current() {
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The build did not write " + RESOURCE + ".");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
