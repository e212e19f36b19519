package de.saalelab;

import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import de.saalelab.platform.db.Reads;
import de.saalelab.platform.db.Transactions;
import de.saalelab.platform.db.Tx;
import de.saalelab.platform.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Holds the floors and the shape of the rooms. Each rule fails when it finds nothing to look at. */
class ArchitectureTest {
    private static final String ROOT = "de.saalelab.";

    /** Lowest first; rooms of one floor never import each other. */
    private static final List<Set<String>> FLOORS = List.of(
            Set.of("platform"),
            Set.of("identity"),
            Set.of("ballot", "moderation"),
            Set.of("idea", "event", "cafe", "knowledge"),
            Set.of("bot", "search", "notify"),
            Set.of("app"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("de.saalelab");

    @Test
    void everyRoomStandsOnAFloor() {
        Set<String> rooms = new TreeSet<>();
        CLASSES.forEach(type -> rooms.add(room(type)));

        assertThat(rooms)
                .isNotEmpty()
                .allSatisfy(room -> assertThat(floor(room)).as(room).isNotNegative());
    }

    @Test
    void importsPointOnlyDownwards() {
        Map<String, String> climbs = new LinkedHashMap<>();
        int looked = 0;
        for (JavaClass type : CLASSES) {
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass();
                if (!target.getPackageName().startsWith(ROOT.substring(0, ROOT.length() - 1))) {
                    continue;
                }
                looked++;
                if (!room(type).equals(room(target)) && floor(room(target)) >= floor(room(type))) {
                    climbs.put(type.getName(), target.getName());
                }
            }
        }

        assertThat(looked).isPositive();
        assertThat(climbs).isEmpty();
    }

    @Test
    void notifyKnowsOfFeaturesOnlyTheirEvents() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "notify..", ROOT + "search..")
                .should(dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "are features' inner classes",
                        (JavaClass target) -> FLOORS.get(3).contains(room(target))
                                && !target.getName().contains("Events"))))
                .check(CLASSES);
    }

    @Test
    void sqlStandsOnlyInStores() throws IOException {
        Pattern sql = Pattern.compile("\\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\\s+[a-z(*]");
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                boolean allowed = file.toString().endsWith("Store.java")
                        || file.toString().contains("platform/db/")
                        || file.toString().contains("platform" + java.io.File.separator + "db");
                if (!allowed && sql.matcher(Files.readString(file)).find()) {
                    found.add(file.toString());
                }
            }
        }

        assertThat(CLASSES.stream().filter(type -> type.getSimpleName().endsWith("Store")))
                .isNotEmpty();
        assertThat(found).isEmpty();
    }

    @Test
    void requestsAndJsonStayAtTheEdge() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "platform..")
                .and()
                .haveNameNotMatching(".*(Routes|Documents|Events)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(RoutingContext.class, JsonObject.class)
                .check(CLASSES);
    }

    @Test
    void problemsAreBuiltInRoutesOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "platform..")
                .and()
                .haveNameNotMatching(".*(Routes|Documents)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Problem.class)
                .check(CLASSES);
    }

    @Test
    void storesKeepNothing() {
        noFields()
                .that()
                .areDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Store")
                .and()
                .areNotStatic()
                .should()
                .haveRawType(com.tngtech.archunit.base.DescribedPredicate.alwaysTrue())
                .because("a store that keeps a pool or a connection is shared state")
                .allowEmptyShould(true)
                .check(CLASSES);
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Store")
                .and()
                .resideOutsideOfPackage(ROOT + "platform.db..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Pool.class, Transactions.class)
                .check(CLASSES);
    }

    @Test
    void transactionsAreOpenedInServicesOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "platform..", ROOT + "app..")
                .and()
                .haveSimpleNameNotEndingWith("Service")
                .and()
                .haveSimpleNameNotStartingWith("Demo")
                .and()
                .haveSimpleNameNotStartingWith("Municipalities")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Transactions.class)
                .check(CLASSES);
    }

    @Test
    void noClassMixesFuturesAndWaiting() {
        classes()
                .that()
                .resideOutsideOfPackages(ROOT + "platform..", ROOT + "app..")
                .and()
                .haveSimpleNameNotEndingWith("Routes")
                .should(new ArchCondition<>("use Tx or Future in its methods, not both") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean waits = type.getMethods().stream().anyMatch(method -> takes(method, Tx.class));
                        boolean promises = type.getMethods().stream()
                                .anyMatch(method -> takes(method, Reads.class)
                                        || method.getRawReturnType().isEquivalentTo(Future.class));
                        if (waits && promises) {
                            events.add(SimpleConditionEvent.violated(type, type.getName() + " mixes both styles"));
                        }
                    }
                })
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = new TreeSet<>();
        CLASSES.forEach(type -> {
            if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                unmarked.add(type.getPackageName());
            }
        });

        assertThat(unmarked).isEmpty();
    }

    @Test
    void noClassIsCalledAfterNothing() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Utils?|Helper|Impl|Dto)(\\$.*)?")
                .check(CLASSES);
    }

    private static boolean takes(JavaMethod method, Class<?> type) {
        return method.getRawParameterTypes().stream().anyMatch(parameter -> parameter.isEquivalentTo(type));
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        if (name.length() < ROOT.length()) {
            return name;
        }
        return name.substring(ROOT.length()).split("\\.", 2)[0];
    }

    private static int floor(String room) {
        for (int i = 0; i < FLOORS.size(); i++) {
            if (FLOORS.get(i).contains(room)) {
                return i;
            }
        }
        return -1;
    }
}
