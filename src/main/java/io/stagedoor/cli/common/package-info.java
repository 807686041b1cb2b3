/** What several commands share: the options for broker and contract, tables, progress, and output. Knows no command. */
package io.stagedoor.cli.common;
