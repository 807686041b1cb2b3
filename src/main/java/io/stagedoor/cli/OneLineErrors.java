package io.stagedoor.cli;

import io.stagedoor.StartFailure;
import io.stagedoor.broker.BrokerUnavailable;
import io.stagedoor.contract.ContractException;
import io.stagedoor.event.Snippet;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** An error is one line on stderr that says what to do; the stack trace is for {@code --debug}. */
final class OneLineErrors implements IExecutionExceptionHandler, IParameterExceptionHandler {

    static CommandLine handledBy(CommandLine commandLine) {
        OneLineErrors errors = new OneLineErrors();
        return commandLine
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setUsageHelpAutoWidth(true);
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        command.getErr().println("stagedoor: " + safe(line(e)));
        if (parsed.originalArgs().contains(StagedoorCommand.DEBUG)) {
            e.printStackTrace(command.getErr());
        }
        return ExitCode.SOFTWARE;
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        command.getErr().println("stagedoor: " + safe(e.getMessage()));
        UnmatchedArgumentException.printSuggestions(e, command.getErr());
        command.getErr()
                .println("See '" + command.getCommandSpec().qualifiedName()
                        + " --help' for what it takes, with examples.");
        return ExitCode.USAGE;
    }

    /** What it quotes may come from a stranger. */
    private static String safe(String line) {
        return Snippet.of(line, Integer.MAX_VALUE);
    }

    private static String line(Exception e) {
        if (e instanceof BrokerUnavailable) {
            return e.getMessage()
                    + ". Start one with 'stagedoor run', or name yours with --url or stagedoor.broker.url";
        }
        if (e instanceof IOException || e instanceof ContractException || e instanceof StartFailure) {
            return e.getMessage();
        }
        return "unexpected " + e + " (a bug? '" + StagedoorCommand.DEBUG + "' shows where)";
    }
}
