namespace Footfall.Enrich;

/// <summary>A line of <c>browsers.tsv</c> or <c>systems.tsv</c>: a token, what it means, and where the version is.</summary>
/// <param name="Token">The token.</param>
/// <param name="Name">The browser or system.</param>
/// <param name="FixedVersion">The version that the token itself means; null when it is read.</param>
/// <param name="VersionTokens">The tokens behind which the version may stand, in order.</param>
/// <param name="VersionParts">1 or 2.</param>
internal sealed record AgentRule(AgentToken Token, string Name, string? FixedVersion, AgentToken[] VersionTokens, int VersionParts)
{
    public string? ReadVersion(ReadOnlySpan<char> userAgent)
    {
        foreach (AgentToken token in VersionTokens)
        {
            int end = token.FindEnd(userAgent);
            if (end >= 0 && AgentVersion.Read(userAgent[end..], VersionParts) is { } version)
            {
                return version;
            }
        }

        return FixedVersion;
    }
}
