using System.Text.Json;

namespace Footfall.Fuzz.Endpoints;

/// <summary>One method at one path, as the OpenAPI document describes it.</summary>
/// <param name="Method">Such as GET.</param>
/// <param name="Path">Such as <c>/api/sites/{site_id}/ledger</c>.</param>
/// <param name="QueryNames">Names of its query parameters.</param>
/// <param name="Answers">The schema of each status' JSON; an undefined one where it has none.</param>
internal sealed record Operation(string Method, string Path, IReadOnlyList<string> QueryNames, IReadOnlyDictionary<int, JsonElement> Answers);
