package io.stagedoor.broker.qpid;

import java.util.function.Consumer;
import org.apache.qpid.jms.provider.AsyncResult;
import org.apache.qpid.jms.provider.ProviderException;

/** Two callbacks of which one is called, once. */
final class Result implements AsyncResult {

    private final Runnable success;
    private final Consumer<ProviderException> failure;
    private volatile boolean complete;

    Result(Runnable success, Consumer<ProviderException> failure) {
        this.success = success;
        this.failure = failure;
    }

    @Override
    public void onSuccess() {
        complete = true;
        success.run();
    }

    @Override
    public void onFailure(ProviderException cause) {
        complete = true;
        failure.accept(cause);
    }

    @Override
    public boolean isComplete() {
        return complete;
    }
}
