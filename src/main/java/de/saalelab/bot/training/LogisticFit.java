package de.saalelab.bot.training;

import de.saalelab.bot.model.Logistic;
import de.saalelab.bot.model.Signals;
import java.util.List;

/** Logistic regression by Newton's method with a small ridge. */
final class LogisticFit {
    private static final int MOST_STEPS = 30;
    private static final double ENOUGH = 1e-8;
    private static final double RIDGE = 1;
    private static final int N = Signals.COUNT;

    /**
     * One observation.
     *
     * @param signals what was seen
     * @param outcome whether it happened
     * @param weight how much it counts
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers in bulk; such records are never compared
    record Observation(double[] signals, boolean outcome, double weight) {}

    private final List<Observation> observations;
    private final double[] means = new double[N];
    private final double[] scales = new double[N];
    private final double[] parameters = new double[N + 1];

    private LogisticFit(List<Observation> observations) {
        this.observations = observations;
    }

    static Logistic fit(List<Observation> observations) {
        LogisticFit fit = new LogisticFit(observations);
        fit.standardise();
        double step = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MOST_STEPS && step > ENOUGH; i++) {
            step = fit.newton();
        }
        double[] weights = new double[N];
        System.arraycopy(fit.parameters, 1, weights, 0, N);
        return new Logistic(fit.parameters[0], weights, fit.means, fit.scales);
    }

    private void standardise() {
        double total = observations.stream().mapToDouble(Observation::weight).sum();
        for (int j = 0; j < N; j++) {
            double sum = 0;
            double squares = 0;
            for (Observation o : observations) {
                sum += o.weight * o.signals[j];
                squares += o.weight * o.signals[j] * o.signals[j];
            }
            means[j] = sum / total;
            double variance = squares / total - means[j] * means[j];
            scales[j] = variance > 1e-9 ? Math.sqrt(variance) : 1;
        }
    }

    /** One step; gives its length. */
    private double newton() {
        double[][] hessian = new double[N + 1][N + 1];
        double[] gradient = new double[N + 1];
        double[] x = new double[N + 1];
        x[0] = 1;
        for (Observation o : observations) {
            double sum = parameters[0];
            for (int j = 0; j < N; j++) {
                x[j + 1] = (o.signals[j] - means[j]) / scales[j];
                sum += parameters[j + 1] * x[j + 1];
            }
            double p = 1 / (1 + StrictMath.exp(-Math.clamp(sum, -30, 30)));
            double slope = o.weight * Math.max(p * (1 - p), 1e-6);
            for (int j = 0; j <= N; j++) {
                gradient[j] += o.weight * ((o.outcome ? 1 : 0) - p) * x[j];
                for (int k = 0; k <= j; k++) {
                    hessian[j][k] += slope * x[j] * x[k];
                }
            }
        }
        for (int j = 0; j <= N; j++) {
            double ridge = j == 0 ? 1e-6 : RIDGE;
            gradient[j] -= ridge * parameters[j];
            hessian[j][j] += ridge;
        }
        return move(solve(hessian, gradient));
    }

    private double move(double[] step) {
        double length = 0;
        for (int j = 0; j <= N; j++) {
            parameters[j] += step[j];
            length += step[j] * step[j];
        }
        return length;
    }

    /** Solves a symmetric positive system by Cholesky; only the lower half of {@code a} is read, and overwritten. */
    private static double[] solve(double[][] a, double[] b) {
        int n = b.length;
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                a[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / a[j][j];
            }
        }
        double[] x = b.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= a[i][k] * x[k];
            }
            x[i] /= a[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= a[k][i] * x[k];
            }
            x[i] /= a[i][i];
        }
        return x;
    }
}
