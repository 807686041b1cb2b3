/** What the API answers and takes, as JSON. Each type says how it comes from {@code operations}; knows no HTTP. */
package io.stagedoor.api.model;
