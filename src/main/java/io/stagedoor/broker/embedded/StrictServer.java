package io.stagedoor.broker.embedded;

import io.stagedoor.broker.embedded.disk.WholeFiles;
import java.io.File;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.apache.activemq.artemis.core.io.SequentialFileFactory;
import org.apache.activemq.artemis.core.journal.Journal;
import org.apache.activemq.artemis.core.paging.PagingStoreFactory;
import org.apache.activemq.artemis.core.paging.impl.PagingStoreFactoryNIO;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.persistence.impl.journal.JournalStorageManager;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.ServiceRegistry;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.apache.activemq.artemis.utils.ExecutorFactory;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzer;

/** An Artemis that writes its journal, pages and large messages as {@link WholeFiles}. Nothing else differs. */
final class StrictServer extends ActiveMQServerImpl {

    StrictServer(Configuration configuration, ActiveMQSecurityManager security, ServiceRegistry services) {
        super(configuration, null, security, null, services);
    }

    @Override
    protected StorageManager createStorageManager() {
        Configuration config = getConfiguration();
        if (!config.isPersistenceEnabled() || config.isUsingDatabasePersistence()) {
            return super.createStorageManager();
        }
        Storage storage = new Storage(
                config,
                getCriticalAnalyzer(),
                executorFactory,
                getScheduledPool(),
                ioExecutorFactory,
                ioCriticalErrorListener);
        getCriticalAnalyzer().add(storage);
        return storage;
    }

    @Override
    protected PagingStoreFactory getPagingStoreFactory() throws Exception {
        Configuration config = getConfiguration();
        if (config.isUsingDatabasePersistence()) {
            return super.getPagingStoreFactory();
        }
        return new PagingStoreFactoryNIO(
                getStorageManager(),
                config.getPagingLocation(),
                config.getPageSyncTimeout(),
                scheduledPool,
                pageExecutorFactory,
                config.isJournalSyncNonTransactional(),
                ioCriticalErrorListener,
                config::isPurgePageFolders) {

            @Override
            protected SequentialFileFactory newFileFactory(String folder) {
                return new WholeFiles(new File(getDirectory(), folder), getCritialErrorListener());
            }
        };
    }

    /** The superclass constructor calls both methods, so they use no field of this class. */
    private static final class Storage extends JournalStorageManager {

        Storage(
                Configuration config,
                CriticalAnalyzer analyzer,
                ExecutorFactory executors,
                ScheduledExecutorService scheduled,
                ExecutorFactory ioExecutors,
                IOCriticalErrorListener listener) {
            super(config, analyzer, executors, scheduled, ioExecutors, listener);
        }

        @Override
        protected void init(Configuration config, IOCriticalErrorListener listener) {
            super.init(config, listener);
            largeMessagesFactory = new WholeFiles(config.getLargeMessagesLocation(), listener);
        }

        @Override
        protected Journal createMessageJournal(Configuration config, IOCriticalErrorListener listener, int fileSize) {
            if (config.getJournalType() == JournalType.NIO) {
                journalFF = new WholeFiles(
                        config.getJournalLocation(),
                        config.getJournalBufferSize_NIO(),
                        config.getJournalBufferTimeout_NIO(),
                        config.getJournalMaxIO_NIO(),
                        config.isLogJournalWriteRate(),
                        listener,
                        getCriticalAnalyzer());
                journalFF.setDatasync(config.isJournalDatasync());
            }
            return super.createMessageJournal(config, listener, fileSize);
        }
    }
}
