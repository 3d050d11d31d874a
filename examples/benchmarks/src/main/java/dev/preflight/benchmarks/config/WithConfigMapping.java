package dev.preflight.benchmarks.config;

import dev.preflight.benchmarks.Inputs;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithName;
import java.net.URI;

/** The same variables, mapped to an interface; the files by hand, which it does not check. */
public final class WithConfigMapping {
    private WithConfigMapping() {}

    public static void main(String[] args) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(System.getenv(), 300))
                .withMapping(App.class)
                .build();
        if (config.getConfigMapping(App.class).port0() != 8080) {
            throw new IllegalStateException();
        }
        Readable.all(Inputs.FILES);
    }

    /** The application's variables. */
    @ConfigMapping(prefix = "app")
    public interface App {
        @WithName("text-00")
        String text0();

        @WithName("text-01")
        String text1();

        @WithName("text-02")
        String text2();

        @WithName("text-03")
        String text3();

        @WithName("text-04")
        String text4();

        @WithName("text-05")
        String text5();

        @WithName("text-06")
        String text6();

        @WithName("text-07")
        String text7();

        @WithName("text-08")
        String text8();

        @WithName("text-09")
        String text9();

        @WithName("text-10")
        String text10();

        @WithName("text-11")
        String text11();

        @WithName("text-12")
        String text12();

        @WithName("text-13")
        String text13();

        @WithName("text-14")
        String text14();

        @WithName("text-15")
        String text15();

        @WithName("text-16")
        String text16();

        @WithName("text-17")
        String text17();

        @WithName("text-18")
        String text18();

        @WithName("text-19")
        String text19();

        @WithName("text-20")
        String text20();

        @WithName("text-21")
        String text21();

        @WithName("text-22")
        String text22();

        @WithName("text-23")
        String text23();

        @WithName("text-24")
        String text24();

        @WithName("text-25")
        String text25();

        @WithName("text-26")
        String text26();

        @WithName("text-27")
        String text27();

        @WithName("text-28")
        String text28();

        @WithName("text-29")
        String text29();

        @WithName("number-00")
        int number0();

        @WithName("number-01")
        int number1();

        @WithName("number-02")
        int number2();

        @WithName("number-03")
        int number3();

        @WithName("number-04")
        int number4();

        @WithName("number-05")
        int number5();

        @WithName("number-06")
        int number6();

        @WithName("number-07")
        int number7();

        @WithName("number-08")
        int number8();

        @WithName("number-09")
        int number9();

        @WithName("port-00")
        int port0();

        @WithName("port-01")
        int port1();

        @WithName("port-02")
        int port2();

        @WithName("port-03")
        int port3();

        @WithName("port-04")
        int port4();

        @WithName("url-00")
        URI url0();

        @WithName("url-01")
        URI url1();

        @WithName("url-02")
        URI url2();

        @WithName("url-03")
        URI url3();

        @WithName("url-04")
        URI url4();
    }
}
