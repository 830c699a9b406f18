using System.Text.Json;
using Footfall.Http;

namespace Footfall.Sites;

/// <summary>
/// Calls that cannot be undone name their site, and their user or visitor, twice: in the path, and as <c>site_id</c>, <c>user_id</c> and <c>visitor</c> in the
/// query or a JSON body. Proxies decode, merge and resolve paths, and can turn <c>/api/sites/shop/users/alice</c> into the site
/// <c>shop/users/alice</c>; they leave queries and bodies unchanged.
/// </summary>
internal static class Confirmation
{
    private const string SiteId = "site_id";
    private const string UserId = "user_id";
    private const string Visitor = "visitor";

    /// <summary>Returns what is wrong with the request; null when it confirms what its path names.</summary>
    /// <param name="request">The request; its body is read if the query is incomplete.</param>
    /// <param name="siteId">The site that the path names.</param>
    /// <param name="userId">The user that the path names; null when it names none.</param>
    /// <param name="visitor">The visitor that the path names; null when it names none.</param>
    public static async Task<ErrorResult?> FindFaultAsync(HttpRequest request, string siteId, string? userId = null, string? visitor = null)
    {
        (string Name, string? Meant)[] all = [(SiteId, siteId), (UserId, userId), (Visitor, visitor)];
        (string Name, string Meant)[] named = [.. all.Where(part => part.Meant is not null).Select(part => (part.Name, part.Meant!))];
        ConfirmationBody? body = named.All(part => FromQuery(request, part.Name) is not null) ? null : await ReadBodyAsync(request);
        List<string> faults = [];
        foreach ((string name, string meant) in named)
        {
            Check(faults, name, FromQuery(request, name) ?? body?.Find(name), meant);
        }

        return faults.Count == 0 ? null : ErrorResult.BadRequest(
            "This cannot be undone, and a proxy may have changed the path: confirm it in the query or in a JSON body; nothing was done", faults);
    }

    /// <summary>Returns why a body's site differs from that of the path; null when it does not.</summary>
    public static string? FindMismatch(string confirmed, string siteId) =>
        confirmed == siteId ? null : Mismatch(SiteId, confirmed, siteId);

    private static void Check(List<string> faults, string name, string? confirmed, string meant)
    {
        if (confirmed is null)
        {
            faults.Add($"{name} is required and must repeat the one in the path: add ?{name}={Uri.EscapeDataString(meant)} if that is what you mean");
        }
        else if (confirmed != meant)
        {
            faults.Add(Mismatch(name, confirmed, meant));
        }
    }

    private static string Mismatch(string name, string confirmed, string meant) =>
        $"{name} is {confirmed}, but the path names {meant}; a proxy that changes paths needs other settings, see docs/operations/proxies.md";

    /// <summary>Returns a query value; null when missing. Several values are joined, which matches no id in the path.</summary>
    private static string? FromQuery(HttpRequest request, string name) => request.Query.TryGetValue(name, out var values) ? values.ToString() : null;

    private static async Task<ConfirmationBody?> ReadBodyAsync(HttpRequest request)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, SiteJsonContext.Default.ConfirmationBody, request.HttpContext.RequestAborted);
        }
        catch (JsonException)
        {
            // No body, or an invalid one.
            return null;
        }
    }
}

/// <summary>The body that confirms the path of a call that cannot be undone.</summary>
internal sealed record ConfirmationBody(string? SiteId, string? UserId, string? Visitor)
{
    public string? Find(string name) => name switch
    {
        "site_id" => SiteId,
        "user_id" => UserId,
        _ => Visitor,
    };
}
