package io.github.smtpra.rar;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.resource.spi.ConfigProperty;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The adapter as a JavaBean (Jakarta Connectors §5.3.2). */
class SmtpResourceAdapterTest {
    private static Map<String, String> setAll(SmtpResourceAdapter adapter) throws Exception {
        for (PropertyDescriptor property :
                Introspector.getBeanInfo(SmtpResourceAdapter.class).getPropertyDescriptors()) {
            if (property.getPropertyType() == String.class) {
                property.getWriteMethod().invoke(adapter, "value of " + property.getName());
                assertThat(property.getReadMethod().invoke(adapter)).isEqualTo("value of " + property.getName());
            }
        }
        return adapter.properties();
    }

    @Test
    void everyAnnotatedPropertyIsReadByItsOwnName() throws Exception {
        Map<String, String> properties = setAll(new SmtpResourceAdapter());

        assertThat(properties).allSatisfy((name, value) -> assertThat(value).isEqualTo("value of " + name));
        assertThat(properties.keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                AdapterProperties.class,
                                RouteProperties.class,
                                PeerProperties.class,
                                ReportProperties.class)
                        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                        .filter(field -> field.isAnnotationPresent(ConfigProperty.class))
                        .map(Field::getName)
                        .toList());
    }

    @Test
    void adaptersAreEqualByTheirProperties() throws Exception {
        SmtpResourceAdapter one = new SmtpResourceAdapter();
        SmtpResourceAdapter same = new SmtpResourceAdapter();
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);

        setAll(one);
        assertThat(one).isNotEqualTo(same);
        setAll(same);
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
    }

    @Test
    void propertiesOutliveSerialization() throws Exception {
        SmtpResourceAdapter adapter = new SmtpResourceAdapter();
        setAll(adapter);
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(octets)) {
            out.writeObject(adapter);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(octets.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(adapter);
        }
    }
}
