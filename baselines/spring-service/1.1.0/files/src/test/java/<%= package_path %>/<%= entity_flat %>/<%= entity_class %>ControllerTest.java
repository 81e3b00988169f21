package <%= java_package %>.<%= entity_flat %>;

import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;

@WebMvcTest(<%= entity_class %>Controller.class)
@Import(InMemory<%= entity_class %>Repository.class)
class <%= entity_class %>ControllerTest {

    private static final String PATH = <%= entity_class %>Controller.PATH;

    @Autowired
    private MockMvc mvc;

    @Test
    void createReadReplaceListDelete() throws Exception {
        String one = mvc.perform(post(PATH)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"name\":\"First\",\"description\":\"One of many\",\"price\":12.5}"))
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", startsWith(PATH + "/")))
                .andExpect(jsonPath("$.name").value("First"))
                .andExpect(jsonPath("$.created_at").exists())
                .andReturn()
                .getResponse()
                .getHeader("Location");

        mvc.perform(get(one)).andExpect(status().isOk()).andExpect(jsonPath("$.price").value(12.5));
        mvc.perform(put(one).contentType(MediaType.APPLICATION_JSON).content("{\"name\":\"Second\",\"price\":0}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.name").value("Second"))
                .andExpect(jsonPath("$.description").isEmpty());
        mvc.perform(get(PATH))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items.length()").value(1))
                .andExpect(jsonPath("$.limit").value(50));

        mvc.perform(delete(one)).andExpect(status().isNoContent());
        mvc.perform(get(one)).andExpect(status().isNotFound());
        mvc.perform(delete(one)).andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "422 | {\"price\":1}",
        "422 | {\"name\":\" \",\"price\":1}",
        "422 | {\"name\":\"x\"}",
        "422 | {\"name\":\"x\",\"price\":-0.01}",
        "422 | {\"name\":\"x\",\"price\":0.001}",
        "422 | {\"name\":\"x\",\"price\":\"1\"}",
        "422 | {\"name\":\"x\",\"price\":1,\"colour\":\"red\"}",
        "400 | {",
    })
    void bodiesThatAreNotValid(int status, String body) throws Exception {
        mvc.perform(post(PATH).contentType(MediaType.APPLICATION_JSON).content(body))
                .andExpect(status().is(status))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "offset=-1"})
    void pagesThatAreNotValid(String query) throws Exception {
        mvc.perform(get(PATH + "?" + query)).andExpect(status().isUnprocessableEntity());
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        mvc.perform(get(PATH + "/00000000-0000-4000-8000-000000000000")).andExpect(status().isNotFound());
        mvc.perform(get(PATH + "/no-id")).andExpect(status().isNotFound());
    }

    @Test
    void theRequestIdComesBack() throws Exception {
        mvc.perform(get(PATH + "/no-id").header("X-Request-Id", "abc-1"))
                .andExpect(header().string("X-Request-Id", "abc-1"))
                .andExpect(jsonPath("$.request_id").value("abc-1"));
    }
}
