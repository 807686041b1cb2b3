package io.stagedoor.page.asset;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Serves the {@link AssetFiles}, also before a login. */
@Path(AssetResource.PATH)
@PermitAll
public class AssetResource {

    static final String PATH = "/assets";

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final AssetFiles files;

    AssetResource(AssetFiles files) {
        this.files = files;
    }

    @GET
    @Path("{name}")
    @Operation(hidden = true)
    public Response file(@PathParam("name") String name) {
        AssetFiles.AssetFile file = files.file(name).orElseThrow(NotFoundException::new);
        return Response.ok(file.content(), file.mediaType())
                .header(HttpHeaders.CACHE_CONTROL, FOR_EVER)
                .build();
    }
}
