using System.Globalization;
using Footfall.LoadGenerator;
using Footfall.Torture.Faults;

namespace Footfall.Torture.Verdict;

/// <summary>Prints what a run has shown.</summary>
internal static class Report
{
    private const int MostViolations = 20;
    private const int MostSlow = 8;

    public static void Print(IReadOnlyList<FaultRecord> faults, Comparison comparison, LedgerCount? ledger, IReadOnlyList<string> wrongStatistics)
    {
        Say($"");
        Say($"fault at   lasted   202 to commit   recovery");
        var measured = faults.Select((fault, i) =>
        {
            TimeSpan? next = i + 1 < faults.Count ? faults[i + 1].Start : null;
            return (Fault: fault, Delay: comparison.LongestDelay(fault, next), Recovery: comparison.Recovery(fault, next));
        }).ToList();
        foreach ((FaultRecord fault, TimeSpan delay, TimeSpan recovery) in measured)
        {
            Say($"{fault.Start.TotalSeconds,6:0.0} s   {(fault.End - fault.Start).TotalSeconds,4:0.0} s   {delay.TotalSeconds,11:0.0} s   {recovery.TotalSeconds,6:0.0} s   {fault.Kind} ({fault.Target})");
        }

        Say($"");
        Say($"kind             count   longest from 202 to commit   longest recovery after its end");
        foreach (var kind in measured.GroupBy(item => item.Fault.Kind).OrderBy(kind => kind.Key))
        {
            Say($"{kind.Key,-15}  {kind.Count(),5}   {kind.Max(item => item.Delay).TotalSeconds,24:0.0} s   {kind.Max(item => item.Recovery).TotalSeconds,28:0.0} s");
        }

        (TimeSpan from, TimeSpan length) = comparison.LongestStandstill();
        Say($"");
        Say($"longest time without any commit: {length.TotalSeconds:0.0} s, from {from.TotalSeconds:0.0} s on");
        Say($"ledger: {ledger?.Text ?? "no answer"}; rows: {comparison.Rows}");
        foreach (string slow in comparison.Slowest(MostSlow))
        {
            Say($"slow    {slow}");
        }

        foreach (string violation in comparison.Violations.Concat(wrongStatistics).Take(MostViolations))
        {
            Say($"{violation}");
        }

        int violations = comparison.Violations.Count + wrongStatistics.Count;
        if (violations > MostViolations)
        {
            Say($"and {violations - MostViolations} more");
        }
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
