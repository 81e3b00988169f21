package <%= java_package %>.web;

/** Nothing has the id that a request names; the message is for the client. */
public class NotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotFoundException(String message) {
        super(message);
    }
}
