/**
 * Holds the documents to what they say: links lead somewhere, the commands in the pages run, every key is explained. In a
 * page a block marked {@code sh} runs and one marked {@code text} is output of the blocks before it; {@code console}
 * needs what a test does not have, such as a cluster. {@link io.stagedoor.docs.Markdown} lists the comments that tell
 * what to do with a block.
 */
package io.stagedoor.docs;
