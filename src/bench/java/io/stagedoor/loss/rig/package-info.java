/**
 * Who takes part in a run: brokers, replicas of the program and receivers, those who send to them, kill them and cut
 * their connections, and who watches the archives.
 *
 * <p>Each writes down what it saw or did, in the words of {@code loss.account}. Knows the plan; judges nothing, and
 * knows no run: when it begins and what it has time for is told from outside.
 */
package io.stagedoor.loss.rig;
