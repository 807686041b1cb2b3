package io.stagedoor.contract;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A reference of a contract that leads to nothing of use, with the exact words that the operator reads. */
class BadReferenceTest extends BadContractRig {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    `#/channels/orders`              | #/channels/order           | /operations/onOrder/channel/$ref | the $ref '#/channels/order' leads nowhere: there is no /channels/order in contract.yaml; correct it, or add what it names (line 15)
                    `#/components/messages/Placed`   | #/components/messages/     | /channels/orders/messages/placed/$ref | the $ref '#/components/messages/' leads nowhere: there is no /components/messages/ in contract.yaml; correct it, or add what it names (line 10)
                    `#/components/messages/Placed`   | #components                | /channels/orders/messages/placed/$ref | the $ref '#components' has no JSON pointer after '#'; it must begin with '#/' (line 10)
                    `#/components/messages/Placed`   | #/components/messages/100% | /channels/orders/messages/placed/$ref | the $ref '/components/messages/100%' has a '%' that is not part of an escape; write it as %25 (line 10)
                    `#/components/messages/Placed`   | https://example.org/a.yaml#/Placed | /channels/orders/messages/placed/$ref | the $ref 'https://example.org/a.yaml#/Placed' is remote, but Stagedoor fetches nothing; copy it into a local file (line 10)
                    `#/components/messages/Placed`   | //example.org/a.yaml       | /channels/orders/messages/placed/$ref | the $ref '//example.org/a.yaml' is remote, but Stagedoor fetches nothing; copy it into a local file (line 10)
                    `#/components/messages/Placed`   | file:a.yaml                | /channels/orders/messages/placed/$ref | the $ref 'file:a.yaml' is remote, but Stagedoor fetches nothing; copy it into a local file (line 10)
                    `#/components/messages/Placed`   | #/channels/orders/messages/placed | /channels/orders/messages/placed/$ref | this $ref leads back to itself; replace one of [contract.yaml#/channels/orders/messages/placed] with the value (line 10)
                    """)
    void a_reference_that_leads_nowhere(String good, String bad, String pointer, String reason) {
        if (pointer.startsWith("/channels")) {
            assertUnserved(spoil(good, bad), pointer, reason);
        } else {
            assertRemark(spoil(good, bad), pointer, reason);
        }
    }

    @Test
    void a_reference_that_is_not_a_string() {
        assertRemark(
                spoil("'#/channels/orders'", "5"),
                "/operations/onOrder/channel/$ref",
                "a $ref must be a string, for instance '#/components/schemas/Name' (line 15)");
    }

    @Test
    void a_reference_to_a_file_that_does_not_exist() {
        assertRemark(
                spoil("#/channels/orders", "./more/channels.yaml#/a"),
                "/operations/onOrder/channel/$ref",
                "there is no file more/channels.yaml; correct the $ref, or create it (line 15)");
    }

    @Test
    void a_reference_that_dangles_in_a_component_that_nobody_uses() {
        assertRemark(
                GOOD + "  schemas:\n    Unused:\n      properties:\n        default:\n          $ref: '#/nothing'\n",
                "/components/schemas/Unused/properties/default/$ref",
                "the $ref '#/nothing' leads nowhere: there is no /nothing in contract.yaml; correct it, or add what it names (line 29)");
    }

    @Test
    void references_that_only_lead_to_each_other() {
        assertRemark(
                GOOD + "  schemas:\n    A:\n      $ref: '#/components/schemas/B'\n    B:\n      $ref:"
                        + " '#/components/schemas/A'\n",
                "/components/schemas/A/$ref",
                "this $ref leads back to itself; replace one of [contract.yaml#/components/schemas/A,"
                        + " contract.yaml#/components/schemas/B] with the value (line 27)");
    }

    @Test
    void a_reference_that_leads_through_itself() {
        assertRemark(
                GOOD + "  schemas:\n    A:\n      $ref: '#/components/schemas/A/x'\n",
                "/components/schemas/A/$ref",
                "this $ref leads back to itself; replace one of [contract.yaml#/components/schemas/A] with the"
                        + " value (line 27)");
    }
}
