package io.stagedoor.operator;

import java.time.Duration;

/**
 * When there is trouble, and how often it is told.
 *
 * @param failingAfter how long every attempt of a destination must fail
 * @param deadLetters how many dead letters a queue may hold
 * @param interval at most one event for each action and subject in it
 * @param source identifies this installation, and is the same for all of its replicas
 */
public record OperatorSettings(Duration failingAfter, int deadLetters, Duration interval, String source) {}
