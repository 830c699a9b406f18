using System.Globalization;

namespace Footfall.Torture.Load;

/// <summary>Who causes an event: a user, a browser without a user id, a bot, or nobody that the event describes.</summary>
/// <param name="UserId">The user's id; null for all others.</param>
/// <param name="Address">The client's address; null for users and nobody.</param>
/// <param name="UserAgent">The client's User-Agent; null for users and nobody.</param>
/// <param name="IsBot">Whether the User-Agent is a bot's.</param>
internal sealed record SentVisitor(string? UserId, string? Address, string? UserAgent, bool IsBot)
{
    /// <summary>Few enough that each has several visits.</summary>
    private const int Persons = 12;

    private const string Bot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

    private static readonly string[] Browsers =
    [
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
    ];

    public static SentVisitor Pick(Random random)
    {
        int person = random.Next(Persons);
        string address = string.Create(CultureInfo.InvariantCulture, $"198.51.100.{1 + (person / Browsers.Length)}");
        return random.Next(10) switch
        {
            < 4 => new SentVisitor(string.Create(CultureInfo.InvariantCulture, $"u{person}"), null, null, false),
            < 8 => new SentVisitor(null, address, Browsers[person % Browsers.Length], false),
            8 => new SentVisitor(null, address, Bot, true),
            _ => new SentVisitor(null, null, null, false),
        };
    }
}
