package de.saalelab.knowledge;

import de.saalelab.platform.db.Page;
import de.saalelab.platform.db.PublicData;
import de.saalelab.platform.http.Call;
import de.saalelab.platform.http.Operations;
import de.saalelab.platform.http.ProblemType;
import de.saalelab.platform.http.Reply;
import de.saalelab.platform.http.Routes;
import io.vertx.core.Future;
import java.util.Set;

/** Services and their offices over HTTP. */
public final class KnowledgeRoutes implements Routes {
    private final KnowledgeQueries queries;

    public KnowledgeRoutes(KnowledgeQueries queries) {
        this.queries = queries;
    }

    @Override
    public void bind(Operations operations) {
        operations.page("listServices", Set.of(PublicData.KNOWLEDGE, PublicData.PLACES), this::listServices);
        // Says whether the office is open now, to the second, so it is read each time.
        operations.read("getService", this::getService);
    }

    private Future<Reply> listServices(Call call) {
        Future<Page<Service.Summary>> page = call.textIfAny("q")
                .map(typed ->
                        queries.search(typed, call.language(), call.after(KnowledgeQueries.BY_RELEVANCE), call.limit()))
                .orElseGet(() -> queries.services(call.language(), call.after(KnowledgeQueries.BY_NAME), call.limit()));
        return page.map(found -> Reply.page(found, ServiceDocuments::summary));
    }

    private Future<Reply> getService(Call call) {
        return queries.service(call.text("serviceKey"), call.textIfAny("municipality"), call.language())
                .map(answer -> switch (answer) {
                    case ServiceAnswer.Found found -> Reply.ok(ServiceDocuments.service(found.service()));
                    case ServiceAnswer.UnknownService unknown -> Reply.problem(ProblemType.SERVICE_NOT_FOUND);
                    case ServiceAnswer.UnknownMunicipality unknown -> Reply.problem(ProblemType.UNKNOWN_MUNICIPALITY);
                });
    }
}
