import OrderedCollections

/// A loop's condition: a function that gives the elements for which it holds.
struct LoopFilter {
    let entry: Prologue
    let target: TargetCode
    let test: Node
    let slotCount: Int
    let offset: Int

    /// The elements for which the condition holds, computed as they are asked for.
    func iterator(_ sequence: Value, _ frame: Frame) throws(TemplateError) -> ValueIterator {
        let own = Frame(inside: frame, slots: slotCount)
        var elements: ValueIterator?
        let (entry, target, test, offset) = (entry, target, test, offset)
        func next() throws(TemplateError) -> Value? {
            if elements == nil {
                entry.enter(own)
                elements = try sequence.iterator()
            }
            guard let elements else { return nil }
            while let element = try elements.next() {
                try own.runtime.step()
                try target.assign(element, own)
                if try test.evaluate(own).truth() { return element }
            }
            return nil
        }
        return try ValueIterator(over: sequence) { () throws(TemplateError) -> Value? in
            do throws(TemplateError) {
                return try next()
            } catch {
                throw error.located(own.source.location(offset))
            }
        }
    }
}

/// A loop's body and what belongs to it.
final class LoopCode {
    private let entry: Prologue
    private let target: TargetCode
    /// The slot of a target that is one variable; negative for other targets.
    private let slot: Int
    private let body: Operation
    private let otherwiseEntry: Prologue
    private let otherwise: Operation?
    private let filter: LoopFilter?
    private let loopSlot: Int?
    private let offset: Int

    init(
        entry: Prologue, target: TargetCode, body: Operation, otherwiseEntry: Prologue, otherwise: Operation?,
        filter: LoopFilter?, loopSlot: Int?, offset: Int
    ) {
        self.entry = entry
        self.target = target
        if case .slot(let slot) = target { self.slot = slot } else { slot = -1 }
        self.body = body
        self.otherwiseEntry = otherwiseEntry
        self.otherwise = otherwise
        self.filter = filter
        self.loopSlot = loopSlot
        self.offset = offset
    }

    /// Runs the body for every element, and the `else` part where no body came to its end: as in Jinja, one that
    /// breaks or continues doesn't count.
    func run(
        _ sequence: Value, _ frame: Frame, recursion: (loop: RecursiveLoop, parent: Frame)?, depth: Int,
        _ out: inout [UInt8]
    ) throws(TemplateError) -> Completion {
        try frame.runtime.checkStack()
        var finished = false
        do {
            try iterate(sequence, frame, recursion, depth, &finished, &out)
        } catch {
            throw error.located(frame.source.location(offset))
        }
        entry.leave(frame)
        guard !finished, let otherwise else { return .normal }
        otherwiseEntry.enter(frame)
        defer { otherwiseEntry.leave(frame) }
        return try otherwise.run(frame, &out)
    }

    /// Runs the body once; false where it broke out of the loop.
    @inline(__always)
    private func once(_ frame: Frame, _ finished: inout Bool, _ out: inout [UInt8]) throws(TemplateError) -> Bool {
        try frame.runtime.step()
        entry.enter(frame)
        let completion = try body.run(frame, &out)
        if completion == .normal { finished = true }
        return completion != .broken
    }

    private func iterate(
        _ sequence: Value, _ frame: Frame, _ recursion: (loop: RecursiveLoop, parent: Frame)?, _ depth: Int,
        _ finished: inout Bool, _ out: inout [UInt8]
    ) throws(TemplateError) {
        var elements = sequence
        if let filter { elements = .iterator(try filter.iterator(sequence, frame)) }
        if let loopSlot {
            let loop = try LoopObject(elements, frame, recursion, depth: depth)
            while let element = try loop.advance() {
                try target.assign(element, frame)
                frame.slots[loopSlot] = .object(loop)
                if try !once(frame, &finished, &out) { return }
            }
            return
        }
        switch elements {
        case .list(let list):
            var index = 0
            while index < list.items.count {
                if slot >= 0 {
                    frame.slots[slot] = list.items[index]
                } else {
                    try target.assign(list.items[index], frame)
                }
                index += 1
                if try !once(frame, &finished, &out) { return }
            }
            return
        case .range(let range):
            for index in 0..<range.count {
                if slot >= 0 {
                    frame.slots[slot] = .int(range[index])
                } else {
                    try target.assign(.int(range[index]), frame)
                }
                if try !once(frame, &finished, &out) { return }
            }
            return
        case .object(let object):
            if case .tuple(let targets) = target, targets.count == 2, let view = object as? DictView,
                view.kind == .items
            {
                return try iterate(view.dict, targets[0], targets[1], frame, &finished, &out)
            }
        default: break
        }
        let iterator = try elements.iterator()
        while let element = try iterator.next() {
            try target.assign(element, frame)
            if try !once(frame, &finished, &out) { return }
        }
    }

    /// The common `for key, value in dict.items()`, without making tuples.
    private func iterate(
        _ dict: DictValue, _ first: TargetCode, _ second: TargetCode, _ frame: Frame, _ finished: inout Bool,
        _ out: inout [UInt8]
    ) throws(TemplateError) {
        let size = dict.count
        var index = 0
        while true {
            guard dict.count == size else {
                throw TemplateError(.failure, "dictionary changed size during iteration")
            }
            guard index < size else { return }
            let entry = dict.storage.elements[index]
            index += 1
            if case .slot(let key) = first, case .slot(let value) = second {
                frame.slots[key] = entry.key.value
                frame.slots[value] = entry.value
            } else {
                try first.assign(entry.key.value, frame)
                try second.assign(entry.value, frame)
            }
            if try !once(frame, &finished, &out) { return }
        }
    }
}

final class LoopOperation: Operation {
    private let sequence: Node
    private let code: LoopCode
    private let offset: Int

    init(_ sequence: Node, _ code: LoopCode, at offset: Int) {
        self.sequence = sequence
        self.code = code
        self.offset = offset
    }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        try code.run(try sequence.evaluate(frame), frame, recursion: nil, depth: 0, &out)
    }
}

/// A recursive loop: a function that renders itself into text.
final class RecursiveLoop {
    private let code: LoopCode
    private let slotCount: Int
    private let escaping: Escaping

    init(_ code: LoopCode, slotCount: Int, _ escaping: Escaping) {
        self.code = code
        self.slotCount = slotCount
        self.escaping = escaping
    }

    func render(_ sequence: Value, _ parent: Frame, depth: Int) throws(TemplateError) -> Value {
        try parent.runtime.enter()
        defer { parent.runtime.leave() }
        let frame = Frame(inside: parent, slots: slotCount)
        let (text, _) = try parent.runtime.capture { out throws(TemplateError) in
            try code.run(sequence, frame, recursion: (self, parent), depth: depth, &out)
        }
        return escaping.isOn(frame) ? .safe(text) : .string(text)
    }
}

final class RecursiveLoopOperation: Operation {
    private let sequence: Node
    private let loop: RecursiveLoop
    private let offset: Int

    init(_ sequence: Node, _ loop: RecursiveLoop, at offset: Int) {
        self.sequence = sequence
        self.loop = loop
        self.offset = offset
    }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        let text = try loop.render(try sequence.evaluate(frame), frame, depth: 0)
        try FilterBlockOperation.write(text, frame, offset, &out)
        return .normal
    }
}
