namespace Footfall.Fuzz.Endpoints;

/// <summary>One method at one path, as described by the OpenAPI document.</summary>
/// <param name="Method">The method, such as GET.</param>
/// <param name="Path">The path, such as <c>/api/sites/{site_id}/ledger</c>.</param>
/// <param name="QueryNames">Names of its query parameters.</param>
/// <param name="Answers">The response of each status.</param>
internal sealed record Operation(string Method, string Path, IReadOnlyList<string> QueryNames, IReadOnlyDictionary<int, DescribedResponse> Answers)
{
    /// <summary>The time that exports wait for earlier events to be stored, and that dead letter sweeps may use.</summary>
    public TimeSpan ExtraTime { get; } = (Method, Path) switch
    {
        ("GET", "/api/sites/{site_id}/users/{user_id}") => TimeSpan.FromSeconds(10),
        ("POST", "/api/operator/dead-letters/replay") or ("DELETE", "/api/operator/dead-letters") => TimeSpan.FromSeconds(20),
        _ => TimeSpan.Zero,
    };
}
