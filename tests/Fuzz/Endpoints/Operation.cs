namespace Footfall.Fuzz.Endpoints;

/// <summary>One method at one path, as the OpenAPI document describes it.</summary>
/// <param name="Method">Such as GET.</param>
/// <param name="Path">Such as <c>/api/sites/{site_id}/ledger</c>.</param>
/// <param name="QueryNames">Names of its query parameters.</param>
/// <param name="Answers">What each status answers.</param>
internal sealed record Operation(string Method, string Path, IReadOnlyList<string> QueryNames, IReadOnlyDictionary<int, DescribedResponse> Answers)
{
    /// <summary>An export waits until what was accepted before is stored, and a sweep of dead letters does what it can in its time.</summary>
    public TimeSpan ExtraTime { get; } = (Method, Path) switch
    {
        ("GET", "/api/sites/{site_id}/users/{user_id}") => TimeSpan.FromSeconds(10),
        ("POST", "/api/operator/dead-letters/replay") or ("DELETE", "/api/operator/dead-letters") => TimeSpan.FromSeconds(20),
        _ => TimeSpan.Zero,
    };
}
