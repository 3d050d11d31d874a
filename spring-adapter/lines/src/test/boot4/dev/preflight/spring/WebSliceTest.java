package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.preflight.spring.slice.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/** A slice of an application has what its controllers are injected with, and verifies nothing. */
@WebMvcTest(controllers = Catalogue.Items.class, properties = "CATALOGUE_KIND=fruit")
@ContextConfiguration(classes = Catalogue.class)
@ExtendWith(OutputCaptureExtension.class)
class WebSliceTest {
    @Autowired
    private ApplicationContext context;

    @Test
    void controllerHasDefaultsAndWhatTheTestSets(CapturedOutput output) {
        assertThat(context.getBean(Catalogue.Items.class).limit()).isEqualTo("10 of fruit");
        assertThat(context.getBeansOfType(Gate.class)).isEmpty();
        assertThat(output.toString()).doesNotContain("PREFLIGHT", "operator");
    }
}
