using CsCheck;

namespace Footfall.Drain;

public sealed class DrainScheduleTests
{
    private enum Trouble
    {
        None,
        NotCommitted,
        UnknownAndNotStored,
        UnknownButStored,
        QueueAway,
        StoreAway,
        OtherActivation,
    }

    private static readonly Gen<Trouble[]> Schedules = Gen.Enum<Trouble>().Array[1, 40];

    [Fact]
    public Task Entries_UnderAnyScheduleOfFailuresAndTwoActivations_AreStoredOnceAndNeverTrimmedTooEarly() =>
        Schedules.SampleAsync(
            async schedule =>
            {
                var test = new DrainTest(entries: 5) { Queue = { MaxEntries = 3 } };
                SiteDrain[] activations = [test.Drain, test.CreateDrain()];
                int drain = 0;
                foreach (Trouble trouble in schedule)
                {
                    Arrange(test, trouble);
                    test.Queue.AddMany(1);
                    await AssertTrimIsSafeAsync(test, activations[trouble == Trouble.OtherActivation ? 1 : drain++ % 2]);
                    Calm(test);
                }

                while (test.Store.Checkpoint(DrainTest.Epoch) < test.Queue.Entries[^1].Id)
                {
                    await AssertTrimIsSafeAsync(test, activations[0]);
                }

                test.AssertAllStoredOnce();
            },
            iter: 500);

    private static void Arrange(DrainTest test, Trouble trouble)
    {
        switch (trouble)
        {
            case Trouble.NotCommitted or Trouble.UnknownAndNotStored or Trouble.UnknownButStored:
                test.Store.Faults.Enqueue(Enum.Parse<FakeStore.Fault>(trouble.ToString()));
                break;
            case Trouble.QueueAway:
                test.Queue.BeforeRead = after => after.Ms % 2 == 0 ? throw new QueueUnavailableException("", new TimeoutException()) : Task.CompletedTask;
                break;
            case Trouble.StoreAway:
                test.Store.BeforeLoad = () => throw new StoreUnavailableException("", new TimeoutException());
                break;
        }
    }

    private static void Calm(DrainTest test)
    {
        test.Store.Faults.Clear();
        test.Queue.BeforeRead = _ => Task.CompletedTask;
        test.Store.BeforeLoad = () => Task.CompletedTask;
    }

    private static async Task AssertTrimIsSafeAsync(DrainTest test, SiteDrain drain)
    {
        DrainReport report = await drain.RunAsync(DrainTest.Epoch);
        Assert.True(report.TrimTo is null || report.TrimTo <= test.Store.Checkpoint(DrainTest.Epoch).Next);
    }
}
