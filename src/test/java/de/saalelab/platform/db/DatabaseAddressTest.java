package de.saalelab.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.saalelab.platform.db.DatabaseAddress.Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
    @Test
    void severalServersStandInOneAddress() {
        DatabaseAddress address = DatabaseAddress.parse("postgresql://lab:s%40lt@one:5433,two,[::1]:5434/saalelab");

        assertThat(address.endpoints())
                .containsExactly(new Endpoint("one", 5433), new Endpoint("two", 5432), new Endpoint("::1", 5434));
        assertThat(address.password()).isEqualTo("s@lt");
        assertThat(address.jdbcUrl())
                .startsWith("jdbc:postgresql://one:5433,two:5432,[::1]:5434/saalelab?")
                .contains("targetServerType=primary");
        assertThat(address).hasToString("postgresql://lab@one:5433,two:5432,[::1]:5434/saalelab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://lab:secret@one,,two/saalelab",
                "postgresql://lab:secret@one:0/saalelab",
                "postgresql://lab:secret@one:70000/saalelab",
                "postgresql://lab:secret@/saalelab",
                "postgresql://lab:secret@one/",
                "postgresql://one/saalelab",
                "mysql://lab:secret@one/saalelab",
                "postgresql://lab:secret@one/saalelab?colour=red",
                "postgresql://lab:sec%zzret@one/saalelab"
            })
    void whatIsNoAddressIsRefusedWithoutThePassword(String url) {
        assertThatThrownBy(() -> DatabaseAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("%zz");
    }
}
