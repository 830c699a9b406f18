using System.Globalization;
using Footfall.Torture.Faults;

namespace Footfall.Torture;

/// <summary>Options of the command line.</summary>
/// <param name="Length">The time during which faults are injected. Default: 3 minutes.</param>
/// <param name="Seed">The seed of the faults, their order, and the events. Default: a random one.</param>
/// <param name="Rate">Events per second over all clients. Default: 400.</param>
/// <param name="Kinds">The faults to choose from. Default: all kinds.</param>
/// <param name="Pooler">
/// Mode of the PgBouncer between silos and PostgreSQL: <c>transaction</c> or <c>session</c>; null for none. Default: transaction.
/// </param>
internal sealed record TortureOptions(TimeSpan Length, int Seed, int Rate, IReadOnlyList<FaultKind> Kinds, string? Pooler)
{
    public const string Usage = """
        ./dev torture [--minutes M] [--seed S] [--rate R] [--only KIND[,KIND...]] [--pooler transaction|session|none]
        kinds: 
        """;

    /// <exception cref="FormatException">An argument is unknown or malformed.</exception>
    public static TortureOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new TortureOptions(TimeSpan.FromMinutes(3), Random.Shared.Next(1, int.MaxValue), 400, Enum.GetValues<FaultKind>(), "transaction");
        for (int i = 0; i < arguments.Count; i += 2)
        {
            string value = i + 1 < arguments.Count ? arguments[i + 1] : throw new FormatException($"{arguments[i]} needs a value");
            options = arguments[i] switch
            {
                "--minutes" => options with { Length = TimeSpan.FromMinutes(double.Parse(value, CultureInfo.InvariantCulture)) },
                "--seed" => options with { Seed = int.Parse(value, CultureInfo.InvariantCulture) },
                "--rate" => options with { Rate = int.Parse(value, CultureInfo.InvariantCulture) },
                "--only" => options with { Kinds = [.. value.Split(',').Select(kind => Enum.Parse<FaultKind>(kind, ignoreCase: true))] },
                "--pooler" => options with { Pooler = value == "none" ? null : value },
                _ => throw new FormatException($"{arguments[i]} is unknown"),
            };
        }

        FaultKind[] kinds = [.. options.Kinds.Where(kind => kind != FaultKind.PgBouncerRestart || options.Pooler is not null)];
        return kinds.Length > 0 ? options with { Kinds = kinds } : throw new FormatException("--only leaves no fault when there is no pooler");
    }
}
