namespace Footfall.Enrich;

/// <summary>
/// Who sent a request, by its headers. A name is one of our tables' and never text that was sent; a version is digits, or a name of ours
/// such as <c>Vista</c>. What nothing says is null.
/// </summary>
/// <param name="Browser">The browser, or the app that showed the page in a browser of its own.</param>
/// <param name="BrowserVersion">Major, or major.minor where the minor matters; a minor of 0 is left out.</param>
/// <param name="Os">The operating system.</param>
/// <param name="OsVersion">As <paramref name="BrowserVersion"/>; null where browsers send the same text whatever the version.</param>
/// <param name="Device">The class of the device.</param>
/// <param name="Bot">Whether the sender is a program.</param>
internal sealed record Agent(
    string? Browser = null,
    string? BrowserVersion = null,
    string? Os = null,
    string? OsVersion = null,
    DeviceClass? Device = null,
    BotVerdict Bot = default);
