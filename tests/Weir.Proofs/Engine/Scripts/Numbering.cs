using System.Collections.Immutable;
using Weir.Core.Engine;

namespace Weir.Proofs.Engine.Scripts;

/// <summary>
/// Turns a generated script's back references into numbers: what is new gets the next one, what refers back gets the number
/// of what it means, as things stand at that place.
/// </summary>
internal sealed class Numbering
{
    private readonly int _customers;
    private readonly List<Call.Reserve> _holds = [];
    private readonly List<Call.Settle> _settles = [];
    private readonly List<Call.Post> _posts = [];
    private readonly List<Step.Grant> _grants = [];
    private readonly List<Step.Correct> _corrections = [];

    /// <summary>Whatever has an id in the ledger, or may have.</summary>
    private readonly List<(int Customer, int Event, ImmutableArray<MeterQuantity> Lines)> _events = [];
    private int _hold;
    private int _event;
    private int _grant;
    private int _batchPosts;
    private int _batchHolds;

    private Numbering(int customers)
    {
        _customers = customers;
    }

    public static ImmutableArray<Step> Resolve(IEnumerable<Step> steps, int customers)
    {
        var numbering = new Numbering(customers);
        return [.. steps.Select(numbering.Resolve)];
    }

    private Step Resolve(Step step)
    {
        switch (step)
        {
            case Step.Grant grant:
                _grants.Add(grant with { Number = grant.Number == 0 || _grant == 0 ? ++_grant : _grant });
                return _grants[^1];
            case Step.Revoke revoke:
                return OneOf(_grants, revoke.Number) is { } given
                    ? new Step.Revoke(given.Customer == ScriptGenerator.Stranger ? 0 : given.Customer, given.Number)
                    : new Step.Revoke(0, ++_grant);
            case Step.Correct correct:
                return Resolve(correct);
            case Step.Batch batch:
                (_batchPosts, _batchHolds) = (_posts.Count, _holds.Count);
                return batch with { Calls = [.. batch.Calls.Select(Resolve)] };
            default:
                return step;
        }
    }

    private Step.Correct Resolve(Step.Correct correct)
    {
        if (correct.Event is > 0 and < 3 && OneOf(_corrections, correct.Event) is { } again) return again;
        var (customer, corrected, lines) = correct.Corrects == 0 || _events.Count == 0
            ? (0, ++_event, [])
            : _events[^Math.Min(correct.Corrects, _events.Count)];
        // The id is mostly a new one, sometimes another event's.
        var id = correct.Event == 3 && _events.Count > 0 ? _events[0].Event : ++_event;
        // A settle that is repeated later must not find its own id taken: it is new when it is chosen.
        _settles.RemoveAll(s => s.Event == id);
        var resolved = correct with
        {
            Customer = customer,
            Corrects = corrected,
            Event = id,
            // Often all of it goes back.
            Lines = correct.Tokens % 3 == 0 ? [.. lines.Select(l => l with { Quantity = -l.Quantity })] : correct.Lines,
        };
        _corrections.Add(resolved);
        _events.Add((customer, resolved.Event, []));
        return resolved;
    }

    private Call Resolve(Call call) => call switch
    {
        Call.Extend extend when Held(extend.Hold) is { } hold =>
            extend with { Customer = Owner(hold, extend.Customer), Hold = hold.Hold },
        Call.Extend extend => extend with { Customer = 0, Hold = ++_hold },
        Call.Reserve reserve => Resolve(reserve),
        Call.Settle settle => Resolve(settle),
        Call.Void end when Held(end.Hold) is { } hold =>
            new Call.Void(Owner(hold, end.Customer), hold.Hold),
        Call.Void => new Call.Void(0, ++_hold),
        Call.Post post => Resolve(post),
        _ => throw new InvalidOperationException($"No number for {call}."),
    };

    private Call.Reserve Resolve(Call.Reserve reserve)
    {
        var first = OneOf(_holds, reserve.Hold);
        // The same id: mostly the same request, sometimes for other units.
        var resolved = first is null ? reserve with { Hold = ++_hold }
            : reserve.LeaseMilliseconds % 3 == 0 ? first with { Asked = reserve.Asked }
            : first;
        _holds.Add(resolved);
        return resolved;
    }

    private Call.Settle Resolve(Call.Settle settle)
    {
        if (OneOf(_settles, settle.Event) is { } again) return again;
        var hold = Held(settle.Hold);
        var resolved = hold is null
            ? settle with { Customer = 0, Hold = ++_hold, Event = ++_event }
            : settle with
            {
                Customer = Owner(hold, settle.Customer),
                Hold = hold.Hold,
                Event = ++_event,
                Used = settle.Details.Tokens % 4 == 0 ? hold.Asked : settle.Used,
            };
        _settles.Add(resolved);
        // Most settles find no hold: a correction of one is mostly of an event that never was.
        if (resolved.Customer < _customers && resolved.Event % 3 == 0)
            _events.Add((resolved.Customer, resolved.Event, resolved.Used));
        return resolved;
    }

    /// <summary>The same event id in one batch is a repeat in all; in another batch it may come by the other way.</summary>
    private Call.Post Resolve(Call.Post post)
    {
        var place = _posts.Count - post.Event;
        var resolved = post.Event == 0 || place < 0 ? post with { Event = ++_event }
            : place < _batchPosts ? _posts[place] with { Consumes = post.Consumes }
            : _posts[place];
        _posts.Add(resolved);
        if (resolved.Customer < _customers) _events.Add((resolved.Customer, resolved.Event, resolved.Used));
        return resolved;
    }

    private int Owner(Call.Reserve hold, int stranger) =>
        stranger == 0 ? hold.Customer : (hold.Customer + 1) % _customers;

    /// <summary>
    /// A hold to end: mostly of an earlier batch, since within one whatever ends a hold comes before what begins it.
    /// </summary>
    private Call.Reserve? Held(int back) =>
        OneOf(_holds, back == 0 || back % 10 == 9 || _batchHolds == 0 ? back : back + _holds.Count - _batchHolds);

    private static T? OneOf<T>(List<T> known, int back)
        where T : class => back <= 0 || known.Count == 0 ? null : known[^Math.Min(back, known.Count)];
}
