package <%= java_package %>.web;

/** No requests should come now; the message is for the client. */
public class NotReadyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotReadyException(String message) {
        super(message);
    }
}
