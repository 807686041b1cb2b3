package io.stagedoor.routing.check;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.model.AggregateDefinition;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.ClaimCheckDefinition;
import org.apache.camel.model.ConvertBodyDefinition;
import org.apache.camel.model.ConvertHeaderDefinition;
import org.apache.camel.model.ConvertVariableDefinition;
import org.apache.camel.model.DelayDefinition;
import org.apache.camel.model.DynamicRouterDefinition;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.FinallyDefinition;
import org.apache.camel.model.IdempotentConsumerDefinition;
import org.apache.camel.model.InterceptDefinition;
import org.apache.camel.model.InterceptFromDefinition;
import org.apache.camel.model.InterceptSendToEndpointDefinition;
import org.apache.camel.model.LoadBalanceDefinition;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.LoopDefinition;
import org.apache.camel.model.MarshalDefinition;
import org.apache.camel.model.MulticastDefinition;
import org.apache.camel.model.OnCompletionDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.OtherwiseDefinition;
import org.apache.camel.model.OutputDefinition;
import org.apache.camel.model.PipelineDefinition;
import org.apache.camel.model.PollDefinition;
import org.apache.camel.model.PollEnrichDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.RemoveHeaderDefinition;
import org.apache.camel.model.RemoveHeadersDefinition;
import org.apache.camel.model.RemovePropertiesDefinition;
import org.apache.camel.model.RemovePropertyDefinition;
import org.apache.camel.model.RemoveVariableDefinition;
import org.apache.camel.model.ResequenceDefinition;
import org.apache.camel.model.RollbackDefinition;
import org.apache.camel.model.RoutingSlipDefinition;
import org.apache.camel.model.SamplingDefinition;
import org.apache.camel.model.ScriptDefinition;
import org.apache.camel.model.SetBodyDefinition;
import org.apache.camel.model.SetExchangePatternDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetHeadersDefinition;
import org.apache.camel.model.SetPropertyDefinition;
import org.apache.camel.model.SetVariableDefinition;
import org.apache.camel.model.SetVariablesDefinition;
import org.apache.camel.model.SortDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.StepDefinition;
import org.apache.camel.model.StopDefinition;
import org.apache.camel.model.ThreadsDefinition;
import org.apache.camel.model.ThrottleDefinition;
import org.apache.camel.model.ThrowExceptionDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.TransformDataTypeDefinition;
import org.apache.camel.model.TransformDefinition;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.model.UnmarshalDefinition;
import org.apache.camel.model.ValidateDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.model.WireTapDefinition;

/**
 * Which of Camel's steps a channel's route, and a destination's route, may have: those that keep the event in its
 * transaction or its attempt. A step in none of these lists is refused, so that a step of a newer Camel loses no event.
 */
enum KnownSteps {
    CHANNEL(Map.ofEntries(
            entry(WireTapDefinition.class, Why.THREAD),
            entry(ThreadsDefinition.class, Why.THREAD),
            entry(AggregateDefinition.class, Why.THREAD),
            entry(ResequenceDefinition.class, Why.THREAD),
            entry(
                    OnCompletionDefinition.class,
                    "runs after the event's route, and its failures are only logged. Put"
                            + " its steps at the end of the route"),
            entry(DelayDefinition.class, Why.WAITS),
            entry(ThrottleDefinition.class, Why.WAITS),
            entry(EnrichDefinition.class, Why.WAITS),
            entry(PollDefinition.class, Why.WAITS),
            entry(PollEnrichDefinition.class, Why.WAITS),
            entry(
                    DynamicRouterDefinition.class,
                    "asks after each step where the event goes next, possibly without end."
                            + " Use routingSlip, recipientList or choice"),
            entry(
                    LoopDefinition.class,
                    "sends an event in each round, possibly without end, each time with the same webhook-id. Leave"
                            + " it out"),
            entry(
                    SplitDefinition.class,
                    "would send several bodies with one webhook-id, and a receiver drops all but the first as"
                            + " duplicates. Send the whole event, and let its receiver take it apart"),
            entry(SamplingDefinition.class, "drops events by their time alone. Use filter or choice"),
            entry(
                    IdempotentConsumerDefinition.class,
                    "treats an event that comes again after a rollback as a duplicate. Leave it out: duplicates are"
                            + " dropped before the route, see stagedoor.routing.duplicates.window"))),

    DESTINATION(Map.ofEntries(
            entry(WireTapDefinition.class, Why.UNKNOWN_END),
            entry(AggregateDefinition.class, Why.UNKNOWN_END),
            entry(ResequenceDefinition.class, Why.UNKNOWN_END),
            entry(
                    OnCompletionDefinition.class,
                    "runs after the attempt, and its failures are only logged. Put its steps at the end of the route"),
            entry(
                    IdempotentConsumerDefinition.class,
                    "treats the next attempt of an event as a duplicate. Leave it out: duplicates are dropped"
                            + " before they are routed")));

    private static final class Why {
        static final String THREAD = "moves the event to another thread, outside its transaction: it could be lost"
                + " or doubled. Send it to amqp:queue:deliver/<destination>, and do slow work there";
        static final String WAITS = "makes all events of the channel wait. Send the event to"
                + " amqp:queue:deliver/<destination>, and wait there";
        static final String UNKNOWN_END = "continues with the event after its attempt: a failure then would never"
                + " be tried again. Use to, multicast or recipientList";
        static final String UNKNOWN = "may lose events. Leave it out, or use safe steps: choice, filter, multicast,"
                + " recipientList, to, toD";
    }

    private static final Set<Class<?>> SAFE = Set.of(
            BeanDefinition.class,
            CatchDefinition.class,
            ChoiceDefinition.class,
            ClaimCheckDefinition.class,
            ConvertBodyDefinition.class,
            ConvertHeaderDefinition.class,
            ConvertVariableDefinition.class,
            FilterDefinition.class,
            FinallyDefinition.class,
            InterceptDefinition.class,
            InterceptFromDefinition.class,
            InterceptSendToEndpointDefinition.class,
            LoadBalanceDefinition.class,
            LogDefinition.class,
            MarshalDefinition.class,
            MulticastDefinition.class,
            OnExceptionDefinition.class,
            OtherwiseDefinition.class,
            OutputDefinition.class,
            PipelineDefinition.class,
            ProcessDefinition.class,
            RecipientListDefinition.class,
            RemoveHeaderDefinition.class,
            RemoveHeadersDefinition.class,
            RemovePropertiesDefinition.class,
            RemovePropertyDefinition.class,
            RemoveVariableDefinition.class,
            RollbackDefinition.class,
            RoutingSlipDefinition.class,
            ScriptDefinition.class,
            SetBodyDefinition.class,
            SetExchangePatternDefinition.class,
            SetHeaderDefinition.class,
            SetHeadersDefinition.class,
            SetPropertyDefinition.class,
            SetVariableDefinition.class,
            SetVariablesDefinition.class,
            SortDefinition.class,
            StepDefinition.class,
            StopDefinition.class,
            ThrowExceptionDefinition.class,
            ToDefinition.class,
            ToDynamicDefinition.class,
            TransformDataTypeDefinition.class,
            TransformDefinition.class,
            TryDefinition.class,
            UnmarshalDefinition.class,
            ValidateDefinition.class,
            WhenDefinition.class);

    /** An attempt has its own thread and time: a step that waits or repeats delays no other event. */
    private static final Set<Class<?>> SAFE_IN_AN_ATTEMPT = Set.of(
            DelayDefinition.class,
            DynamicRouterDefinition.class,
            EnrichDefinition.class,
            LoopDefinition.class,
            PollDefinition.class,
            PollEnrichDefinition.class,
            SamplingDefinition.class,
            SplitDefinition.class,
            ThreadsDefinition.class,
            ThrottleDefinition.class);

    /** What is wrong with a step, worded to follow its name. */
    static final String THREAD = Why.THREAD;

    private final Map<Class<?>, String> refused;

    KnownSteps(Map<Class<?>, String> refused) {
        this.refused = new HashMap<>(refused);
    }

    /** Why the step is refused and what to do instead, worded to follow its name; empty if it is permitted. */
    Optional<String> refusal(Class<?> step) {
        if (SAFE.contains(step) || this == DESTINATION && SAFE_IN_AN_ATTEMPT.contains(step)) {
            return Optional.empty();
        }
        return Optional.of(refused.getOrDefault(step, Why.UNKNOWN));
    }
}
