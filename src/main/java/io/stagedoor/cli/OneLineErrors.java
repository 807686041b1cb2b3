package io.stagedoor.cli;

import io.stagedoor.broker.BrokerUnavailable;
import io.stagedoor.cli.common.OutputLost;
import io.stagedoor.cli.common.Remedy;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.start.StartFailure;
import io.stagedoor.text.Snippet;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints an error as one line on stderr that says what to do; {@code --debug} adds the stack trace. */
final class OneLineErrors implements IExecutionExceptionHandler, IParameterExceptionHandler {

    /** The exit status that a shell reports for a program that SIGPIPE ended. */
    private static final int READER_GONE = 141;

    static CommandLine handledBy(CommandLine commandLine) {
        OneLineErrors errors = new OneLineErrors();
        return commandLine
                .setExecutionStrategy(OneLineErrors::execute)
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setUsageHelpAutoWidth(true);
    }

    /** Runs the command. It succeeds only if its whole output was written. */
    private static int execute(ParseResult parsed) {
        CommandLine command = parsed.commandSpec().commandLine();
        try {
            Integer help = CommandLine.executeHelpRequest(parsed);
            if (help == null) {
                VisibleWriter.standBefore(command); // The help is excepted: it may be in colour.
            }
            int exit = help == null ? new RunLast().execute(parsed) : help;
            command.getOut().flush();
            return exit;
        } catch (OutputLost e) {
            throw new ExecutionException(command, e.getMessage(), e);
        }
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof OutputLost lost && lost.readerIsGone()) {
            return READER_GONE;
        }
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
                .println("See '" + command.getCommandSpec().qualifiedName() + " --help' for options and examples.");
        return ExitCode.USAGE;
    }

    /** A message may quote foreign text. */
    private static String safe(String line) {
        return Snippet.of(line, Integer.MAX_VALUE);
    }

    private static String line(Exception e) {
        if (e instanceof BrokerUnavailable) {
            return e.getMessage() + ". Start one with 'stagedoor run', or set --url or stagedoor.broker.url";
        }
        if (e instanceof FileSystemException file) {
            return file.getFile() + ": " + words(file);
        }
        if (e instanceof IOException
                || e instanceof ContractException
                || e instanceof StartFailure
                || e instanceof OutputLost) {
            return Remedy.with(String.valueOf(e.getMessage()));
        }
        return "unexpected " + e + " (a bug? '" + StagedoorCommand.DEBUG + "' shows where)";
    }

    /** The message of the exception may be only the name of the file. */
    private static String words(FileSystemException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    }
}
