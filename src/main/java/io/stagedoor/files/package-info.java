/** Files and folders of ours that are not everybody's to read. It knows nobody. */
package io.stagedoor.files;
