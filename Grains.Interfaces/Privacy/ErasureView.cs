using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Footfall.Json;

namespace Footfall.Privacy;

/// <summary>An erasure and its progress.</summary>
/// <param name="Id">Id of the erasure.</param>
/// <param name="Kind">Kind of erasure. The user is not included.</param>
/// <param name="BeforeDay">The first day that stays, for retention.</param>
/// <param name="RequestedAt">When it was requested, or was due.</param>
/// <param name="Phase">Current phase.</param>
/// <param name="Events">Stored events erased so far.</param>
/// <param name="DeadLetters">Events erased from dead letters so far.</param>
/// <param name="FinishedAt">Time of completion; null until then.</param>
[GenerateSerializer, Immutable, Alias("Footfall.ErasureView")]
public sealed record ErasureView(
    [property: Id(0)] Guid Id,
    [property: Id(1), JsonConverter(typeof(SnakeCaseEnumConverter<ErasureKind>))] ErasureKind Kind,
    [property: Id(2)] DateOnly? BeforeDay,
    [property: Id(3)] DateTimeOffset RequestedAt,
    [property: Id(4), JsonPropertyName("state"), JsonConverter(typeof(SnakeCaseEnumConverter<ErasurePhase>))] ErasurePhase Phase,
    [property: Id(5)] long Events,
    [property: Id(6)] long DeadLetters,
    [property: Id(7)] DateTimeOffset? FinishedAt);

/// <summary>Current and past erasures of a site.</summary>
/// <param name="Erasures">The erasures, latest first.</param>
/// <param name="Retention">Retention of the site's events.</param>
[GenerateSerializer, Immutable, Alias("Footfall.ErasureList")]
public sealed record ErasureList(
    [property: Id(0)] ImmutableArray<ErasureView> Erasures,
    [property: Id(1)] RetentionView Retention);
