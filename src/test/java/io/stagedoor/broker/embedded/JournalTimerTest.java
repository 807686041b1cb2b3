package io.stagedoor.broker.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.testing.FreePort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFileFactory;
import org.apache.activemq.artemis.core.journal.RecordInfo;
import org.apache.activemq.artemis.core.journal.impl.JournalFile;
import org.apache.activemq.artemis.core.journal.impl.JournalImpl;
import org.apache.activemq.artemis.core.journal.impl.JournalReaderCallback;
import org.apache.activemq.artemis.core.persistence.impl.journal.JournalRecordIds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTimerTest {

    /** How many writes Artemis' journal measures before it decides. */
    private static final int CHECKS = 20;

    private static final String CONFIG = "artemis-config/broker.xml";
    private static final int FILE_SIZE = 10 << 20;

    @TempDir
    Path folder;

    private final int port = FreePort.next();

    @Test
    void each_start_makes_the_writes_that_the_journal_measures_and_leaves_nothing_behind() throws Exception {
        int before = 0;
        for (int start = 1; start <= 2; start++) {
            EmbeddedBroker.start(folder, port, CONFIG).close();
            Ids ids = idsInJournal();
            assertThat(ids.added.size() - before).isGreaterThan(CHECKS);
            assertThat(ids.deleted).containsAll(ids.added);
            before = ids.added.size();
        }
    }

    private Ids idsInJournal() throws Exception {
        NIOSequentialFileFactory files =
                new NIOSequentialFileFactory(folder.resolve("data/journal").toFile(), 1);
        JournalImpl journal = new JournalImpl(FILE_SIZE, 2, 2, 0, 0, files, "activemq-data", "amq", 1);
        Ids ids = new Ids();
        for (JournalFile file : journal.orderFiles()) {
            JournalImpl.readJournalFile(files, file, ids);
        }
        return ids;
    }

    private static final class Ids implements JournalReaderCallback {

        private final List<Long> added = new ArrayList<>();
        private final List<Long> deleted = new ArrayList<>();

        @Override
        public void onReadAddRecord(RecordInfo record) {
            if (record.userRecordType == JournalRecordIds.DUPLICATE_ID) {
                added.add(record.id);
            }
        }

        @Override
        public void onReadDeleteRecord(long id) {
            deleted.add(id);
        }
    }
}
