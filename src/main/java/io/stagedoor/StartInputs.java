package io.stagedoor;

import io.quarkus.tls.TlsConfigurationRegistry;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.Credential;
import io.stagedoor.contract.Contract;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.settings.Settings;
import io.stagedoor.start.StartFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Reads what the settings name: the contract, and the broker with the credential for it. */
record StartInputs(Config config, Settings settings, TlsConfigurationRegistry tls) {

    private static final Logger LOG = Logger.getLogger("io.stagedoor");

    Contract contract() throws StartFailure {
        try {
            Optional<Path> named = settings.contract();
            Contract contract = (named.isPresent()
                            ? Contract.read(named.get(), settings.assertFormats())
                            : Contract.bundled(settings.assertFormats()))
                    .including(Contract.operatorEvents());
            contract.unserved()
                    .forEach(channel ->
                            LOG.warnf("contract: the channel %s is not served: %s", channel.name(), channel.reason()));
            contract.remarks().forEach(remark -> LOG.warnf("contract: %s", remark));
            return contract;
        } catch (ContractException e) {
            throw new StartFailure(e.getMessage(), e);
        }
    }

    BrokerSettings broker() throws StartFailure {
        if (settings.embedded()) {
            settings.embeddedPort(); // Checked first, because its own message is clearer than one about the URL that is
            // built from it.
        }
        try {
            BrokerSettings told = BrokerSettings.read(config, tls);
            if (!settings.embedded()) {
                return told.withCredential(config);
            }
            if (told.user().isPresent() && told.password().isPresent()) {
                return told;
            }
            return told.as(Credential.obtain(BrokerSettings.folder(settings.data())));
        } catch (IllegalArgumentException e) {
            throw new StartFailure(e.getMessage(), e);
        } catch (IOException e) {
            throw new StartFailure("the folder " + settings.data() + " cannot be used: " + e.getMessage(), e);
        }
    }
}
