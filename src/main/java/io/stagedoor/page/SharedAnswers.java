package io.stagedoor.page;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Answers that all viewers share for two seconds: what costs a question to the broker is asked once for all of them.
 * Thread-safe; who asks for the same at the same time waits for the one answer.
 */
@Singleton
class SharedAnswers {

    /** As long as the state of the queues is shared. */
    private static final long FRESH = Duration.ofSeconds(2).toNanos();

    private static final int MOST = 100;

    /** Asks for an answer. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws IOException;
    }

    private static final class Answer {
        private Object value;
        private long at;
    }

    private final Map<String, Answer> answers = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
            return size() > MOST;
        }
    };

    /**
     * @param key says what is asked; the same key has the same type
     * @throws IOException as the question; nothing is shared then
     */
    @SuppressWarnings("unchecked")
    <T> T get(String key, Question<T> question) throws IOException {
        Answer answer;
        synchronized (answers) {
            answer = answers.computeIfAbsent(key, unknown -> new Answer());
        }
        synchronized (answer) {
            if (answer.value == null || System.nanoTime() - answer.at > FRESH) {
                answer.value = question.ask();
                answer.at = System.nanoTime();
            }
            return (T) answer.value;
        }
    }

    /** Makes the next viewer ask again: somebody has changed something. */
    void forget() {
        synchronized (answers) {
            answers.clear();
        }
    }
}
