using System.Globalization;
using Footfall.LoadGenerator;
using Footfall.Torture.Faults;

namespace Footfall.Torture.Verification;

/// <summary>Prints the results of a run.</summary>
internal static class Report
{
    private const int MaxViolations = 20;
    private const int MaxSlow = 8;

    public static void Print(IReadOnlyList<FaultRecord> faults, Comparison comparison, LedgerCount? ledger, IReadOnlyList<string> wrongStatistics)
    {
        WriteLine($"");
        WriteLine($"fault at   lasted   202 to commit   recovery");
        var measured = faults.Select((fault, i) =>
        {
            TimeSpan? next = i + 1 < faults.Count ? faults[i + 1].Start : null;
            return (Fault: fault, Delay: comparison.MaxDelay(fault, next), Recovery: comparison.Recovery(fault, next));
        }).ToList();
        foreach ((FaultRecord fault, TimeSpan delay, TimeSpan recovery) in measured)
        {
            WriteLine($"{fault.Start.TotalSeconds,6:0.0} s   {(fault.End - fault.Start).TotalSeconds,4:0.0} s   {delay.TotalSeconds,11:0.0} s   {recovery.TotalSeconds,6:0.0} s   {fault.Kind} ({fault.Target})");
        }

        WriteLine($"");
        WriteLine($"kind             count   longest from 202 to commit   longest recovery after its end");
        foreach (var kind in measured.GroupBy(item => item.Fault.Kind).OrderBy(kind => kind.Key))
        {
            WriteLine($"{kind.Key,-15}  {kind.Count(),5}   {kind.Max(item => item.Delay).TotalSeconds,24:0.0} s   {kind.Max(item => item.Recovery).TotalSeconds,28:0.0} s");
        }

        (TimeSpan from, TimeSpan length) = comparison.LongestStandstill();
        WriteLine($"");
        WriteLine($"longest time without any commit: {length.TotalSeconds:0.0} s, from {from.TotalSeconds:0.0} s on");
        WriteLine($"ledger: {ledger?.Text ?? "no answer"}; rows: {comparison.Rows}");
        foreach (string slow in comparison.Slowest(MaxSlow))
        {
            WriteLine($"slow    {slow}");
        }

        foreach (string violation in comparison.Violations.Concat(wrongStatistics).Take(MaxViolations))
        {
            WriteLine($"{violation}");
        }

        int violations = comparison.Violations.Count + wrongStatistics.Count;
        if (violations > MaxViolations)
        {
            WriteLine($"and {violations - MaxViolations} more");
        }
    }

    private static void WriteLine(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
