package io.stagedoor;

final class Stagedoor {}
