package io.stagedoor.cli.destinations;

import io.stagedoor.operations.NotFound;
import io.stagedoor.operations.destinations.DestinationQueues;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The destination that a person names. */
final class Named {

    private Named() {}

    /** @throws ParameterException for an unknown name; the message lists the known ones */
    static String known(DestinationQueues destinations, String name, CommandSpec command) throws IOException {
        try {
            return destinations.known(name);
        } catch (NotFound e) {
            throw new ParameterException(command.commandLine(), e.getMessage());
        }
    }
}
