using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Footfall.Fuzz.Endpoints;
using Footfall.Fuzz.Inputs;
using Footfall.Fuzz.Model;

namespace Footfall.Fuzz.Conversations;

/// <summary>
/// Conversations that erase: events of two users of two sites that could be confused with each other, some of them erased and
/// exported in between. The sites are used by one conversation only.
/// </summary>
internal static class ErasureInput
{
    /// <summary>The prefix of the site ids.</summary>
    public const string SitePrefix = "erased-";

    private const int MaxLength = 60;

    private static readonly Gen<string> Texts = Gen.OneOf([.. OddTexts.Sites.Where(text => text.Length <= MaxLength && !IsDots(text))]);

    /// <param name="api">The gateway's API description.</param>
    /// <param name="now">The time of the events.</param>
    public static Gen<Conversation> Any(ApiDescription api, DateTime now) => Gen.Select(
        Gen.Select(Gen.ULong, Texts, Gen.Int[0, 5], (tag, text, how) => Array.ConvertAll(Pair(text, how), one => string.Create(CultureInfo.InvariantCulture, $"{SitePrefix}{tag:x}-{one}"))),
        Gen.Select(Texts, Gen.Int[0, 5], Pair),
        Gen.Select(Gen.Frequency((7, Gen.Const(0)), (2, Gen.Const(1)), (1, Gen.Const(2)), (2, Gen.Const(3)), (1, Gen.Const(4)), (1, Gen.Const(5))), Gen.Int[0, 1], Gen.Int[0, 1], Gen.Int[0, 1]).Array[4, 10],
        Gen.Bool,
        (sites, users, steps, isPipelined) => new Conversation(
            [.. steps.Select((step, number) => Step(api, now, step.Item1, sites[step.Item2], sites[1 - step.Item2], users[step.Item3], step.Item4, number))], isPipelined, [], false));

    private static Exchange Step(ApiDescription api, DateTime now, int what, string site, string other, string user, int spelling, int number)
    {
        string ofSite = $"/api/sites/{RouteInput.Spell(site, spelling)}";
        string ofUser = $"{ofSite}/users/{RouteInput.Spell(user, spelling)}";
        return what switch
        {
            0 => Post(now, site, user, number),
            1 => Ask(api, "DELETE", $"{ofUser}?site_id={Uri.EscapeDataString(site)}&user_id={Uri.EscapeDataString(user)}", "/api/sites/{site_id}/users/{user_id}") with { Erasure = new Erasure(site, user) },
            2 => Ask(api, "DELETE", $"{ofSite}?site_id={Uri.EscapeDataString(site)}", "/api/sites/{site_id}") with { Erasure = new Erasure(site, null) },
            3 => Ask(api, "GET", ofUser, "/api/sites/{site_id}/users/{user_id}") with { Exported = new Erasure(site, user) },

            // The site differs from the one in the path, so nothing is erased.
            5 => Ask(api, "DELETE", $"{ofSite}?site_id={Uri.EscapeDataString(other)}", "/api/sites/{site_id}"),
            _ => Ask(api, "GET", ofSite + "/erasures", "/api/sites/{site_id}/erasures") with { Site = site },
        };
    }

    private static Exchange Ask(ApiDescription api, string method, string path, string route)
    {
        Operation operation = api.Operations.First(one => one.Method == method && one.Path == route);
        return new Exchange(Encoding.ASCII.GetBytes($"{method} {path} HTTP/1.1\r\nHost: localhost\r\n\r\n")) { Operation = operation, ExtraTime = operation.ExtraTime };
    }

    private static Exchange Post(DateTime now, string site, string user, int number)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>
        {
            ["site_id"] = site,
            ["event_type"] = "page_view",
            ["timestamp"] = now.AddSeconds(-number).ToString("O", CultureInfo.InvariantCulture),
            ["path"] = string.Create(CultureInfo.InvariantCulture, $"/{number}"),
            ["user_id"] = user,
        });
        byte[] head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"POST /api/event HTTP/1.1\r\nHost: localhost\r\nContent-Length: {body.Length}\r\n\r\n"));
        return new Exchange([.. head, .. body]) { Posted = new Posted(body, PostedForm.One, false) };
    }

    /// <summary>Returns a text, and another one that a reader could confuse with it.</summary>
    private static string[] Pair(string text, int how)
    {
        string other = how switch
        {
            0 => Uri.UnescapeDataString(text),
            1 => Uri.EscapeDataString(text),
            2 => text.ToUpperInvariant(),
            3 => text + " ",
            4 => text + "/users/u",
            _ => text.Normalize(NormalizationForm.FormKC),
        };
        return [text, other == text || other.Contains('\0', StringComparison.Ordinal) || IsDots(other) ? text + "x" : other];
    }

    /// <summary>Returns whether no URL can address the text: RFC 3986, section 5.2.4.</summary>
    private static bool IsDots(string text) => text is "." or "..";
}
