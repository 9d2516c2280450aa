/** What the launcher script of a Trino installation does. */
public class Launch {
    public static void main(String[] versions) {
        new io.trino.server.Server().start(versions[0]);
    }
}
