package de.saalelab.knowledge;

/** What came of looking a service up. */
public sealed interface ServiceAnswer {
    /** There it is. */
    record Found(LocalService service) implements ServiceAnswer {}

    /** No such service. */
    record UnknownService() implements ServiceAnswer {}

    /** No such municipality. */
    record UnknownMunicipality() implements ServiceAnswer {}
}
