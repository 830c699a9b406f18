using System.Text.Json;
using Footfall.Answers;
using Footfall.Watch;

namespace Footfall.Operator;

/// <summary>What all viewers are told at one moment; written as JSON once for all of them, when the first one asks.</summary>
internal sealed class LiveAnswer(LiveOverviewAnswer overview, SilosAnswer silos)
{
    private readonly Lazy<string> _overviewJson = new(() => JsonSerializer.Serialize(overview, AnswerJson.Default.LiveOverviewAnswer));
    private readonly Lazy<string> _silosJson = new(() => JsonSerializer.Serialize(silos, AnswerJson.Default.SilosAnswer));

    public LiveOverviewAnswer Overview => overview;

    public SilosAnswer Silos => silos;

    public string OverviewJson => _overviewJson.Value;

    public string SilosJson => _silosJson.Value;

    public static LiveAnswer From(PointAnswer point, IReadOnlyList<ProblemAnswer> problems, InstallationState state) =>
        new(new LiveOverviewAnswer(problems, point, TotalsAnswer.From(state)), SilosAnswer.From(state));

    /// <summary>Whether there is more to tell than that time has passed.</summary>
    public bool DiffersFrom(LiveAnswer other) =>
        Overview.Totals != other.Overview.Totals
        || Overview.Current.QueuedEvents != other.Overview.Current.QueuedEvents
        || !Overview.Problems.Select(problem => problem.Severity).SequenceEqual(other.Overview.Problems.Select(problem => problem.Severity))
        || !Silos.Silos.Select(silo => silo.Status).SequenceEqual(other.Silos.Silos.Select(silo => silo.Status));
}
