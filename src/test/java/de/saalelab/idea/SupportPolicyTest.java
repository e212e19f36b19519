package de.saalelab.idea;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.idea.IdeaCommands.SupportIdea;
import de.saalelab.idea.SupportStore.Standing;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SupportPolicyTest {
    private static final UUID AUTHOR = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    @ParameterizedTest
    @EnumSource(IdeaStatus.class)
    void onlyWhatIsPublicCanBeSupported(IdeaStatus status) {
        Optional<SupportOutcome> objection = SupportPolicy.objection(give(OTHER), idea(status));

        if (status.isPublic()) {
            assertThat(objection).isEmpty();
        } else {
            assertThat(objection).contains(new SupportOutcome.NotFound());
        }
    }

    @Test
    void whatIsNotThereCannotBeSupported() {
        assertThat(SupportPolicy.objection(give(OTHER), Optional.empty())).contains(new SupportOutcome.NotFound());
    }

    @Test
    void authorCannotSupportTheirOwnIdeaButMayTakeBackWhatTheyOnceGave() {
        assertThat(SupportPolicy.objection(give(AUTHOR), idea(IdeaStatus.PUBLISHED)))
                .contains(new SupportOutcome.Own());
        assertThat(SupportPolicy.objection(
                        new SupportIdea(UUID.randomUUID(), AUTHOR, false), idea(IdeaStatus.PUBLISHED)))
                .isEmpty();
    }

    private static SupportIdea give(UUID person) {
        return new SupportIdea(UUID.randomUUID(), person, true);
    }

    private static Optional<Standing> idea(IdeaStatus status) {
        return Optional.of(new Standing(AUTHOR, status, 3, false));
    }
}
