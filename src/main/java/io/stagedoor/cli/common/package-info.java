/**
 * What several commands share: where the broker and the contract are, how a table, a progress and an age look, and that
 * output may be lost. Knows no command.
 */
package io.stagedoor.cli.common;
