package de.saalelab.knowledge;

import de.saalelab.knowledge.LocalService.OpenOffice;
import de.saalelab.knowledge.ResponsibilityStore.Responsible;
import de.saalelab.platform.db.Keyset;
import de.saalelab.platform.db.Page;
import de.saalelab.platform.db.Reads;
import de.saalelab.platform.text.Language;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What is read about services and offices. */
public final class KnowledgeQueries {
    /** The sort of the plain list. */
    static final String BY_NAME = "name";

    /** The sort of a search. */
    static final String BY_RELEVANCE = "relevance";

    private final Reads reads;
    private final Clock clock;
    private final ServiceStore services = new ServiceStore();
    private final ResponsibilityStore responsibilities = new ResponsibilityStore();

    public KnowledgeQueries(Reads reads, Clock clock) {
        this.reads = reads;
        this.clock = clock;
    }

    /** One page of all services, by name. */
    Future<Page<Service.Summary>> services(Language language, Optional<Keyset> after, int limit) {
        return services.byName(reads, language, after, limit + 1)
                .map(rows -> Page.of(rows, limit, service -> Keyset.of(BY_NAME, service.name(), service.key())));
    }

    /** One page of what fits the words, the best first. */
    Future<Page<Service.Summary>> search(String typed, Language language, Optional<Keyset> after, int limit) {
        SearchWords words = SearchWords.of(typed);
        if (words.isEmpty()) {
            return Future.succeededFuture(new Page<>(List.of(), Optional.empty()));
        }
        return services.search(reads, words, language, after, limit + 1)
                .map(rows -> Page.of(
                                rows,
                                limit,
                                hit -> Keyset.of(
                                        BY_RELEVANCE,
                                        hit.distance(),
                                        hit.service().key()))
                        .map(ServiceStore.Hit::service));
    }

    /** A service with the office that answers for it in the municipality, and whether that is open now. */
    public Future<ServiceAnswer> service(String key, Optional<String> municipality, Language language) {
        return responsibilities
                .find(reads, key, municipality, language)
                .map(found -> found.map(responsible -> answer(responsible, municipality))
                        .orElse(new ServiceAnswer.UnknownService()));
    }

    private ServiceAnswer answer(Responsible responsible, Optional<String> municipality) {
        if (!responsible.municipalityKnown()) {
            return new ServiceAnswer.UnknownMunicipality();
        }
        Optional<OpenOffice> office = responsible
                .office()
                .map(found -> new OpenOffice(found, OpeningPolicy.at(found.hours(), clock.instant())));
        return new ServiceAnswer.Found(
                new LocalService(responsible.service(), municipality, responsible.differs(), office));
    }
}
