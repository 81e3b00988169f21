package <%= java_package %>.web;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns errors into answers in the form of RFC 9457 (application/problem+json). */
@RestControllerAdvice
public class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    @ExceptionHandler(NotFoundException.class)
    ResponseEntity<Object> notFound(NotFoundException error, WebRequest request) {
        return problem(error, HttpStatus.NOT_FOUND, error.getMessage(), List.of(), request);
    }

    @ExceptionHandler(NotReadyException.class)
    ResponseEntity<Object> notReady(NotReadyException error, WebRequest request) {
        return problem(error, HttpStatus.SERVICE_UNAVAILABLE, error.getMessage(), List.of(), request);
    }

    /** Errors that nobody expected: the log gets them, the client learns nothing. */
    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> unexpected(Exception error, WebRequest request) {
        LOG.error("The request failed", error);
        String detail = "Something went wrong here. The request id helps to find out what.";
        return problem(error, HttpStatus.INTERNAL_SERVER_ERROR, detail, List.of(), request);
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException error, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Map<String, String>> errors = error.getFieldErrors().stream()
                .map(field -> fieldError(field.getField(), field.getDefaultMessage()))
                .toList();
        return problem(error, HttpStatus.UNPROCESSABLE_ENTITY, "Some fields are not valid.", errors, request);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException error, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Map<String, String>> errors = error.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(reason -> fieldError(
                                result.getMethodParameter().getParameterName(), reason.getDefaultMessage())))
                .toList();
        return problem(error, HttpStatus.UNPROCESSABLE_ENTITY, "Some parameters are not valid.", errors, request);
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException error, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        boolean inPath = error instanceof MethodArgumentTypeMismatchException mismatch
                && mismatch.getParameter().hasParameterAnnotation(PathVariable.class);
        if (inPath) {
            return problem(error, HttpStatus.NOT_FOUND, "Nothing has this id.", List.of(), request);
        }
        List<Map<String, String>> errors = List.of(fieldError(error.getPropertyName(), "is not of the right kind"));
        return problem(error, HttpStatus.UNPROCESSABLE_ENTITY, "Some parameters are not valid.", errors, request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException error, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (error.getCause() instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            List<Map<String, String>> errors = Stream.of(mapping.getPath().get(0))
                    .map(reference -> fieldError(reference.getFieldName(), "is not known, or not of the right kind"))
                    .toList();
            return problem(error, HttpStatus.UNPROCESSABLE_ENTITY, "Some fields are not valid.", errors, request);
        }
        return problem(error, HttpStatus.BAD_REQUEST, "The body is not a valid JSON object.", List.of(), request);
    }

    /** Every answer that is made here or by the class above passes through. */
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail detail) {
            detail.setProperty("request_id", MDC.get(RequestIdFilter.KEY));
        }
        return super.createResponseEntity(body, headers, status, request);
    }

    private ResponseEntity<Object> problem(
            Exception error, HttpStatus status, String text, List<Map<String, String>> errors, WebRequest request) {
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, text);
        if (!errors.isEmpty()) {
            detail.setProperty("errors", errors);
        }
        return handleExceptionInternal(error, detail, new HttpHeaders(), status, request);
    }

    private static Map<String, String> fieldError(String field, String message) {
        return Map.of("field", String.valueOf(field), "message", String.valueOf(message));
    }
}
