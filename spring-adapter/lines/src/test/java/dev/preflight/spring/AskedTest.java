package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AskedTest {
    @Test
    void startIsAskedForWithoutACommand() {
        Asked asked =
                Asked.of("--server.port=0", "preflight", "--preflight.mode=warn", "--preflight-report=junit:a.xml");
        assertThat(asked.isCommand()).isFalse();
        assertThat(asked.arguments()).containsExactly("preflight", "--preflight-report=junit:a.xml");
        assertThat(asked.others()).containsExactly("--server.port=0", "preflight", "--preflight.mode=warn");
    }

    @Test
    void commandIsTheOneThatIsNamed() {
        assertThat(Asked.of("--preflight").command()).isEqualTo("check");
        assertThat(Asked.of("--preflight=docs").command()).isEqualTo("docs");
        assertThat(Asked.of("--preflight=").isCommand()).isTrue();
        assertThat(Asked.of().isCommand()).isFalse();
    }

    @Test
    void onlyChecksVerify() {
        assertThat(Asked.of("--preflight").verifies()).isTrue();
        assertThat(Asked.of("--preflight=offline").verifies()).isTrue();
        assertThat(Asked.of("--preflight=list").verifies()).isFalse();
        assertThat(Asked.of("--preflight=checklist").looksElsewhere()).isTrue();
        assertThat(Asked.of("--preflight=docs").looksElsewhere()).isFalse();
    }

    @Test
    void optionsOfCommandsStayAndPropertiesAndVariablesDoNot() {
        Asked asked = Asked.of(
                "--preflight=docs",
                "--check",
                "README.md",
                "--env-file=prod.env",
                "--spring.profiles.active=prod",
                "--DATABASE_URL=x",
                "--debug");
        assertThat(asked.arguments())
                .containsExactly("--preflight=docs", "--check", "README.md", "--env-file=prod.env");
    }
}
