package io.stagedoor.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.stagedoor.page.view.Attempt;
import io.stagedoor.page.view.Channel;
import io.stagedoor.page.view.Confirmation;
import io.stagedoor.page.view.Contract;
import io.stagedoor.page.view.DeadLetter;
import io.stagedoor.page.view.DeadLetters;
import io.stagedoor.page.view.Destination;
import io.stagedoor.page.view.Destinations;
import io.stagedoor.page.view.Event;
import io.stagedoor.page.view.Fault;
import io.stagedoor.page.view.Job;
import io.stagedoor.page.view.Login;
import io.stagedoor.page.view.Overview;
import io.stagedoor.page.view.Shell;

/** The templates of {@code templates/page}; the build checks each name in them. */
@CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class Templates {

    private Templates() {}

    static native TemplateInstance overview(Shell shell, Overview page);

    static native TemplateInstance destinations(Shell shell, Destinations page);

    static native TemplateInstance destination(Shell shell, Destination page);

    static native TemplateInstance attempt(Shell shell, Attempt page);

    static native TemplateInstance deadLetters(Shell shell, DeadLetters page);

    static native TemplateInstance deadLetter(Shell shell, DeadLetter page);

    static native TemplateInstance confirm(Shell shell, Confirmation page);

    static native TemplateInstance job(Shell shell, Job page);

    static native TemplateInstance event(Shell shell, Event page);

    static native TemplateInstance contract(Shell shell, Contract page);

    static native TemplateInstance channel(Shell shell, Channel page);

    static native TemplateInstance login(Shell shell, Login page);

    static native TemplateInstance fault(Shell shell, Fault page);
}
